import { InquestError } from "../../core/errors.js";
import { RECORDING_STREAM_NAMES, RECORDING_STREAMS } from "../../core/recording.js";
import { parseJson } from "../../core/strict-json.js";
import { decodeUtf8, openInside, readManifest } from "./recording-folder.js";
import { LINE_LIMIT, readStream } from "./recording-stream.js";

export interface RecordingProblem {
  readonly what: string;
  /** File and line. */
  readonly where: string;
  readonly remedy: string;
}

/** What is wrong with a recording, at most one problem per file; empty where everything can be read. */
export async function validateRecording(folder: string): Promise<readonly RecordingProblem[]> {
  const problems: RecordingProblem[] = [];
  const attempt = async <T>(work: Promise<T>): Promise<T | null> => {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof InquestError)) throw error;
      problems.push({ what: error.what, where: error.where, remedy: error.remedy });
      return null;
    }
  };
  const manifest = await attempt(readManifest(folder));
  if (manifest === null) return problems;
  const { signal } = new AbortController();
  for (const name of RECORDING_STREAM_NAMES) {
    const stream = manifest.streams[name];
    if (stream !== undefined) await attempt(readStream(folder, stream.file, RECORDING_STREAMS[name], signal));
  }
  if (manifest.alert !== undefined) await attempt(readAlert(folder, manifest.alert));
  return problems;
}

/** The alert is JSON; what it says is for the intake to judge. */
async function readAlert(folder: string, file: string): Promise<void> {
  const wrong = (what: string, where: string) =>
    new InquestError("RECORDING_INVALID", { what, where, remedy: "put in the alert as it was received" });
  const handle = await openInside(folder, file);
  try {
    if ((await handle.stat()).size > LINE_LIMIT) throw wrong(`the alert is larger than ${LINE_LIMIT} bytes`, file);
    const text = decodeUtf8(await handle.readFile());
    if (text === null) throw wrong("the alert is not UTF-8", file);
    const json = parseJson(text);
    if (!json.ok) throw wrong(json.what, `${file}, line ${json.at.line}, column ${json.at.column}`);
  } finally {
    await handle.close();
  }
}
