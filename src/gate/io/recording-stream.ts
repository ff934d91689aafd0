/**
 * Reads one stream of a recording: NDJSON, plain or gzipped, line by line. Bounds hold for what comes out of the
 * decompressor, so that a small file can't unfold into a large one; nothing is kept of what exceeds them.
 */

import { setImmediate } from "node:timers/promises";
import { createGunzip } from "node:zlib";
import type { z } from "zod";
import type { RecordedLine } from "../../core/ports/integration.js";
import { parseJson } from "../../core/strict-json.js";
import { decodeUtf8, firstIssue, invalid, openInside } from "./recording-folder.js";

export const STREAM_LIMIT = 64 * 1024 * 1024;
export const LINE_LIMIT = 1024 * 1024;
/** Blank ones count: reading them takes time as well. */
export const LINES_LIMIT = 2_000_000;
/** The main thread gets its turn after so many milliseconds of reading. */
const SLICE_MS = 8;

const NEWLINE = 0x0a;

/**
 * All lines of a stream with their values. Blank lines are left out.
 * @throws InquestError `RECORDING_INVALID` naming file and line
 */
export async function readStream(
  folder: string,
  file: string,
  schema: z.ZodType,
  signal: AbortSignal,
): Promise<readonly RecordedLine[]> {
  const handle = await openInside(folder, file);
  const source = handle.createReadStream();
  const unpacked = file.endsWith(".gz") ? source.pipe(createGunzip()) : source;
  const end = (error: Error): void => void unpacked.destroy(error);
  const abort = (): void => end(signal.reason instanceof Error ? signal.reason : new Error("the reading was aborted"));
  source.once("error", end);
  signal.addEventListener("abort", abort, { once: true });
  if (signal.aborted) abort();
  try {
    return Object.freeze(await new LineReader(file, schema).read(unpacked));
  } catch (error) {
    if (isZlibError(error)) {
      throw invalid("the file is not whole gzip", file, "make the recording again, or unpack and repack it", error);
    }
    throw error;
  } finally {
    signal.removeEventListener("abort", abort);
    unpacked.destroy();
    source.destroy();
    await handle.close().catch(() => undefined);
  }
}

class LineReader {
  readonly #file: string;
  readonly #schema: z.ZodType;
  readonly #lines: RecordedLine[] = [];
  #number = 0;
  #total = 0;
  #rest: Buffer[] = [];
  #restLength = 0;
  #sliceBegan = performance.now();

  constructor(file: string, schema: z.ZodType) {
    this.#file = file;
    this.#schema = schema;
  }

  async read(chunks: AsyncIterable<Buffer>): Promise<RecordedLine[]> {
    for await (const chunk of chunks) {
      this.#total += chunk.length;
      if (this.#total > STREAM_LIMIT)
        throw this.#wrong(`the stream is larger than ${STREAM_LIMIT} bytes once unpacked`, "split the recording");
      await this.#chunk(chunk);
    }
    if (this.#restLength > 0) this.#line(this.#take(Buffer.alloc(0)));
    return this.#lines;
  }

  async #chunk(chunk: Buffer): Promise<void> {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      const before = this.#lines.length;
      this.#line(this.#take(chunk.subarray(from, end)));
      from = end + 1;
      const worked = this.#lines.length > before || this.#number % 1_024 === 0;
      if (worked && performance.now() - this.#sliceBegan > SLICE_MS) {
        await setImmediate();
        this.#sliceBegan = performance.now();
      }
    }
    if (from === chunk.length) return;
    this.#rest.push(Buffer.from(chunk.subarray(from)));
    this.#restLength += chunk.length - from;
    this.#bound(this.#restLength);
  }

  #take(end: Buffer): Buffer {
    const line = this.#rest.length === 0 ? end : Buffer.concat([...this.#rest, end]);
    this.#rest = [];
    this.#restLength = 0;
    return line;
  }

  #line(bytes: Buffer): void {
    this.#bound(bytes.length);
    this.#number += 1;
    if (this.#number > LINES_LIMIT)
      throw this.#wrong(`the stream has more than ${LINES_LIMIT} lines`, "split the recording");
    const line = bytes.at(-1) === 0x0d ? bytes.subarray(0, -1) : bytes;
    if (line.length === 0) return;
    const text = decodeUtf8(line);
    if (text === null) throw this.#wrong("it is not UTF-8", "write recordings in UTF-8");
    const json = parseJson(text);
    if (!json.ok) throw this.#wrong(`column ${json.at.column}: ${json.what}`, "each line is one JSON object");
    const value = this.#schema.safeParse(json.value);
    if (!value.success) throw this.#wrong(firstIssue(value.error), "see docs/recording-format.md");
    this.#lines.push(Object.freeze({ text, value: value.data }));
  }

  #bound(length: number): void {
    if (length <= LINE_LIMIT) return;
    this.#number += this.#restLength > 0 ? 1 : 0;
    throw this.#wrong(`the line is longer than ${LINE_LIMIT} bytes`, "split what it holds over several lines");
  }

  #wrong(what: string, remedy: string) {
    return invalid(what, `${this.#file}, line ${Math.max(1, this.#number)}`, remedy);
  }
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}
