import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import {
  RECORDING_STREAM_NAMES,
  RECORDING_STREAMS,
  RecordingManifest,
  type RecordingStream,
} from "../../../src/index.js";

export interface ReadRecording {
  readonly manifest: RecordingManifest;
  readonly streams: Readonly<Record<RecordingStream, readonly unknown[]>>;
}

/** Reads a whole recording and checks every line against its stream's form. @throws ZodError at the first that does not fit */
export function readRecording(folder: string): ReadRecording {
  const manifest = RecordingManifest.parse(JSON.parse(readFileSync(join(folder, "recording.json"), "utf8")));
  const linesOf = (name: RecordingStream): readonly unknown[] => {
    const file = manifest.streams[name]?.file;
    if (file === undefined) return [];
    const bytes = readFileSync(join(folder, file));
    const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
    return text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => RECORDING_STREAMS[name].parse(JSON.parse(line)));
  };
  const streams = Object.fromEntries(RECORDING_STREAM_NAMES.map((name) => [name, linesOf(name)]));
  return { manifest, streams: streams as ReadRecording["streams"] };
}
