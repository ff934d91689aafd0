/**
 * The files of cases, read where truth may be read too: what leaves here for a process that runs minds is each case
 * without its number, its system and the stock wording of its report.
 *
 * 1. A root may hold any subset of the files; one without cases is an error.
 * 2. A line that is not a case is an error that names file and line.
 * 3. One line at a time is unpacked; what is kept of it is packed.
 */
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createGunzip, gzipSync } from "node:zlib";
import { InquestError } from "../../../src/index.js";
import { membersOf, NotJson, type Span } from "./json-members.js";

export interface PackedCase {
  readonly id: string;
  readonly system: string;
  /** Gzip, in base 64, of the JSON that `RecordedCase.read` takes. */
  readonly packed: string;
}

const CASES = /^(?!.*-metrics\.)[a-z0-9][a-z0-9-]{0,63}\.ndjson(?:\.gz)?$/;
const LONGEST_LINE = 128 * 1024 * 1024;
const NEWLINE = 0x0a;

/** @throws InquestError `NOT_FOUND`, `RECORDING_INVALID` */
export async function* readCases(root: string): AsyncGenerator<PackedCase> {
  const files = (await namesIn(root)).filter((name) => CASES.test(name)).sort();
  if (files.length === 0) {
    throw new InquestError("NOT_FOUND", {
      what: "there is no file of cases",
      where: root,
      remedy: "name with --root the folder with the data set's .ndjson.gz files",
    });
  }
  for (const file of files) yield* casesOf(root, file);
}

async function namesIn(root: string): Promise<readonly string[]> {
  try {
    return await readdir(root);
  } catch (cause) {
    throw new InquestError("NOT_FOUND", {
      what: "the folder cannot be read",
      where: root,
      remedy: "name with --root the folder with the data set's files",
      cause,
    });
  }
}

async function* casesOf(root: string, file: string): AsyncGenerator<PackedCase> {
  let number = 0;
  for await (const line of linesOf(join(root, file), file)) {
    number += 1;
    if (line.length > 0) yield packedCase(line, `${file}, line ${number}`);
  }
}

function packedCase(line: Buffer, where: string): PackedCase {
  const text = line.toString("utf8");
  try {
    const members = membersOf(text);
    const at = (name: string): Span => {
      const span = members.get(name);
      if (span === undefined) throw new NotJson(`it has no \`${name}\``, 0);
      return span;
    };
    const word = (name: string): string => {
      const value: unknown = JSON.parse(text.slice(...at(name)));
      if (typeof value !== "string" || value === "") throw new NotJson(`its \`${name}\` is no text`, at(name)[0]);
      return value;
    };
    for (const name of ["tools", "logs"]) {
      const [from, to] = at(name);
      const first = text[from];
      if (first !== "{" && !(name === "logs" && text.slice(from, to) === "null"))
        throw new NotJson(`its \`${name}\` is no object`, from);
    }
    const parts = ["tools", "logs"].map((name) => `"${name}":${text.slice(...at(name))}`);
    const kept = [`"namespace":${JSON.stringify(word("namespace"))}`, ...parts];
    const packed = gzipSync(`{${kept.join(",")}}`, { level: 1 }).toString("base64");
    return { id: word("case"), system: word("system"), packed };
  } catch (error) {
    if (error instanceof NotJson) throw notACase(`${error.message} (character ${error.at + 1})`, where, error);
    if (error instanceof SyntaxError) throw notACase("a text in it cannot be read", where, error);
    throw error;
  }
}

function notACase(what: string, where: string, cause: unknown): InquestError {
  return new InquestError("RECORDING_INVALID", {
    what: `the line is not a case: ${what}`,
    where,
    remedy: "get the file again, or take the line out",
    cause,
  });
}

async function* linesOf(path: string, file: string): AsyncGenerator<Buffer> {
  const source = createReadStream(path, { highWaterMark: 1_048_576 });
  const unpacked = path.endsWith(".gz") ? source.pipe(createGunzip({ chunkSize: 1_048_576 })) : source;
  source.once("error", (error) => unpacked.destroy(error));
  let parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      let from = 0;
      for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
        yield Buffer.concat([...parts, chunk.subarray(from, end)]);
        parts = [];
        length = 0;
        from = end + 1;
      }
      parts.push(chunk.subarray(from));
      length += chunk.length - from;
      if (length > LONGEST_LINE) throw notACase(`it is longer than ${LONGEST_LINE} bytes`, file, null);
    }
    yield Buffer.concat(parts);
  } catch (cause) {
    if (cause instanceof InquestError) throw cause;
    throw new InquestError("RECORDING_INVALID", {
      what: "the file cannot be read to its end",
      where: file,
      remedy: "get the file again: it is cut, or no gzip",
      cause,
    });
  } finally {
    source.destroy();
  }
}
