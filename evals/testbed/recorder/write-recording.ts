/** Writes a recording: one NDJSON file per stream, the alert, and the manifest last, so that a torn one is seen as such. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { RECORDING_STREAMS, RecordingManifest, type RecordingStream } from "../../../src/index.js";

export interface StreamContent {
  readonly lines: readonly unknown[];
  /** The manifest's entry without its file name. */
  readonly about: Omit<NonNullable<RecordingManifest["streams"][RecordingStream]>, "file">;
}

export interface RecordingContent {
  readonly manifest: Omit<RecordingManifest, "streams" | "alert">;
  readonly streams: Readonly<Partial<Record<RecordingStream, StreamContent>>>;
  readonly alert: object | null;
}

/** Larger streams are compressed; small ones stay readable. */
const PLAIN_BYTES = 64 * 1_024;

/** @returns bytes written, all files together */
export async function writeRecording(folder: string, content: RecordingContent): Promise<number> {
  await mkdir(folder, { recursive: true });
  let bytes = 0;
  const write = async (file: string, data: string | Buffer): Promise<void> => {
    bytes += Buffer.byteLength(data);
    await writeFile(join(folder, file), data);
  };
  const streams: Record<string, object> = {};
  for (const [name, stream] of Object.entries(content.streams)) {
    const text = linesOf(name as RecordingStream, stream.lines);
    const compressed = text.length > PLAIN_BYTES;
    const file = compressed ? `${name}.ndjson.gz` : `${name}.ndjson`;
    await write(file, compressed ? gzipSync(text, { level: 9 }) : text);
    streams[name] = { file, ...stream.about };
  }
  if (content.alert !== null) await write("alert.json", `${JSON.stringify(content.alert, null, 2)}\n`);
  const manifest = RecordingManifest.parse({
    ...content.manifest,
    ...(content.alert !== null && { alert: "alert.json" }),
    streams,
  });
  await write("recording.json", `${JSON.stringify(manifest, null, 2)}\n`);
  return bytes;
}

/** Each line is checked against the stream's form before it is written. */
function linesOf(name: RecordingStream, lines: readonly unknown[]): string {
  const form = RECORDING_STREAMS[name];
  return lines.map((line) => `${JSON.stringify(form.parse(line))}\n`).join("");
}
