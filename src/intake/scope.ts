import { sha256 } from "../core/digest.js";
import { parseEntity } from "../core/entity.js";
import { InquestError } from "../core/errors.js";
import { Incident } from "../core/incident.js";
import { parseDuration } from "../core/time.js";
import { type Looking, windowSince } from "./incident-from-alerts.js";
import { parseRfc3339 } from "./rfc3339.js";
import { signalFromWords } from "./signal-words.js";

/** What a person types instead of an alert: `--service checkout --since 20m "slow"`. */
export interface ScopeRequest {
  /** A name, or `kind:namespace/name`; `null`: everywhere. */
  readonly service: string | null;
  /** A duration before now, or a time as RFC 3339 writes it; `null`: nobody says. */
  readonly since: string | null;
  readonly text: string;
}

/** Where nobody says since when: this long ago. */
const UNSAID_MS = 30 * 60_000;

const MAX_LOOK_BACK_MS = 31 * 24 * 3_600_000;

/**
 * The incident of a bare scope. Words that name a signal are read as a hint; unknown ones are kept in the title.
 * @throws InquestError `USAGE` or `ENTITY_INVALID`
 */
export function incidentFromScope(request: ScopeRequest, looking: Looking): Incident {
  const entity = request.service === null ? null : parseEntity(request.service);
  const since = request.since === null ? null : readSince(request.since, looking.now);
  const text = request.text.trim();
  const place = request.service ?? "anywhere";
  return Incident.parse({
    id: `scope-${sha256(JSON.stringify([request.service, since, text])).slice(0, 24)}`,
    title: (text === "" ? `something is wrong: ${place}` : `${place}: ${text}`).slice(0, 512),
    source: "scope",
    alerts: [],
    scope: entity === null ? [] : [entity],
    signal: text === "" ? null : signalFromWords(text),
    since,
    window: windowSince(since ?? looking.now - UNSAID_MS, looking),
  });
}

function readSince(text: string, now: number): number {
  const ago = parseDuration(text);
  const since = ago === null ? parseRfc3339(text) : now - ago;
  if (since === null) throw wrongSince(`\`${text.slice(0, 64)}\` is neither a duration nor a time`);
  if (since >= now) throw wrongSince(`\`${text.slice(0, 64)}\` does not lie in the past`);
  if (since < now - MAX_LOOK_BACK_MS) throw wrongSince(`\`${text.slice(0, 64)}\` is more than 31 days ago`);
  return since;
}

function wrongSince(what: string): InquestError {
  return new InquestError("USAGE", {
    what,
    where: "--since",
    remedy: "write how long ago it began, as in 20m or 1h30m, or when, as in 2026-03-01T03:14:00Z",
  });
}
