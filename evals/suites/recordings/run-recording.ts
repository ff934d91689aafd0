/** One investigation of a recording, in a worker: the embedded reasoner against the floor. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createReasoner, type RecordedRequest, RecordingManifest } from "../../../src/index.js";
import type { AnswerLine } from "../../harness/answer-line.js";
import type { CaseContext } from "../../harness/suite.js";
import { bench, CountingRandom } from "../bench.js";
import { answerOf } from "./answer-of.js";
import type { RecordingInput } from "./recording-input.js";

export async function runRecording(
  { name, folder, from }: RecordingInput,
  { maxCalls }: Pick<CaseContext, "maxCalls">,
): Promise<AnswerLine> {
  const { file, ms } = await bench.investigate({
    folder,
    subject: from === "alert" ? { kind: "recorded-alert" } : await scopeOf(folder),
    minds: { investigator: createReasoner(), verifier: null },
    maxCalls,
    random: new CountingRandom(name),
    signal: new AbortController().signal,
  });
  return answerOf(file, name, Math.round(ms * 10) / 10);
}

/** What a person would type who has heard of the alert, and not seen it: where, since when, and no more. */
export async function scopeOf(folder: string): Promise<RecordedRequest["subject"]> {
  const manifest = RecordingManifest.parse(JSON.parse(await readFile(join(folder, "recording.json"), "utf8")));
  if (manifest.alert === undefined) return { kind: "scope", service: null, since: null, text: "" };
  const payload = JSON.parse(await readFile(join(folder, manifest.alert), "utf8")) as AlertPayload;
  const first = payload.alerts?.[0];
  const { namespace, service } = first?.labels ?? {};
  const named = service === undefined ? null : namespace === undefined ? service : `service:${namespace}/${service}`;
  return { kind: "scope", service: named, since: roundedDown(first?.startsAt), text: "" };
}

interface AlertPayload {
  readonly alerts?: readonly { readonly labels?: Readonly<Record<string, string>>; readonly startsAt?: string }[];
}

/** People say minutes, and rather too early. */
function roundedDown(time: string | undefined): string | null {
  const at = Date.parse(time ?? "");
  return Number.isNaN(at) ? null : new Date(Math.floor(at / 60_000) * 60_000).toISOString().replace(".000Z", "Z");
}
