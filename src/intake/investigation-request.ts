import { InquestError } from "../core/errors.js";
import { parseDuration } from "../core/time.js";
import type { Configuration } from "./configuration.js";
import type { Subject } from "./read-subject.js";

/** What a person asks of one investigation; null: as it is configured. */
export interface InvestigationRequest {
  readonly subject: Subject;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  /** A recording's folder. */
  readonly recording: string | null;
  /** Calls of both seats together. */
  readonly maxCalls: number | null;
  readonly timeoutMs: number | null;
}

/** The request and the configuration together; what both leave open is null. */
export function spendingOf({ maxCalls, timeoutMs }: InvestigationRequest, { budget, threshold }: Configuration) {
  return {
    calls: maxCalls ?? budget?.calls ?? null,
    timeMs: timeoutMs ?? parseDuration(budget?.time ?? ""),
    threshold: threshold ?? null,
  };
}

/** The recording that is named, else the configured one. @throws InquestError `USAGE` where there is neither */
export function recordingOf(named: string | null, { integrations }: Configuration): string {
  const folder = named ?? integrations?.replay?.recording;
  if (folder !== undefined) return folder;
  throw new InquestError("USAGE", {
    what: "there is nothing to ask: no source is configured",
    where: "inquest investigate",
    remedy: "name a recording with --recording DIR, or one in inquest.yaml (integrations.replay.recording)",
  });
}
