import type { EntityRef, Json, Params } from "../../../../src/index.js";
import { coverageOf, type Draft, dropped, NOT_RECORDED, outside } from "../draft.js";
import { type LineRecord, logLine, stampOf } from "../log-line.js";
import type { RecordedCase } from "../recorded-case.js";
import { applicationOf, type FoundLines } from "./application.js";
import { errorLines } from "./error-logs.js";

/** A log's newest entries are all that was kept: fewer than so many are all that there were. */
const KEPT = 50;
const SOURCES = ["", ".previous", ".istio-proxy"] as const;
const RANKS: readonly LineRecord["severity"][] = ["trace", "debug", "info", "warn", "error", "fatal"];

/** The newest lines of an application: of the running container, the one before it, and its proxy. From errors on, those that were found in all of its log. */
export function logsSearch(params: Params<"logs.search">, recorded: RecordedCase): Draft {
  const { entity, previous, minSeverity, limit = 2_000 } = params;
  const app = entity === undefined ? null : applicationOf(entity, recorded);
  const asked = `kubectl logs ${previous === true ? "--previous " : ""}--selector=app=${app ?? "<app>"} --tail=${KEPT}`;
  if (entity === undefined || app === null)
    return outside("logs are kept of one application at a time: name it", asked);
  const about: EntityRef =
    entity.kind === "pod" ? entity : { ...entity, namespace: entity.namespace || recorded.namespace };
  const errors = previous !== true && minSeverity !== undefined && RANKS.indexOf(minSeverity) >= RANKS.indexOf("error");
  const found = errors ? errorLines(app, about, recorded) : recentLines(app, about, previous === true, recorded);
  if (found === null) return outside(NOT_RECORDED, asked);
  if (typeof found === "string") return outside(found, asked);
  const lines = found.lines.filter((line) => passes(line, params, errors));
  return {
    records: lines.slice(-limit),
    coverage: found.whole && lines.length <= limit ? coverageOf(["line"], [about]) : [],
    omitted: [
      ...dropped("entries", found.dropped),
      ...dropped("older lines", found.whole ? 0 : 1, `only the newest ${KEPT} of each log were kept`),
      ...dropped("lines", Math.max(0, lines.length - limit), "the answer was cut to the limit"),
    ],
    unavailable: null,
    asked,
  };
}

function recentLines(
  app: string,
  entity: EntityRef,
  previous: boolean,
  recorded: RecordedCase,
): FoundLines | string | null {
  const lines: LineRecord[] = [];
  let [any, whole, unreadable] = [false, true, 0];
  for (const part of previous ? SOURCES.slice(1, 2) : SOURCES) {
    const found = recorded.log(`${app}${part}`);
    if (found.kind === "not-recorded") continue;
    if (found.kind === "recorded" && found.value === null) {
      whole = false;
      continue;
    }
    const entries = found.kind === "recorded" && Array.isArray(found.value) ? found.value : null;
    if (entries === null) {
      unreadable += 1;
      continue;
    }
    any = true;
    whole &&= entries.length < KEPT;
    const read = linesOf(entries, entity, part.slice(1) || "container");
    unreadable += entries.length - read.length;
    lines.push(...read.filter(({ text }) => !NO_LOG.test(text)));
  }
  if (!any && !whole) return "the log was too large to be kept";
  if (!any) return unreadable === 0 ? null : "the recorded answer cannot be read: it is no list of lines";
  return { lines, whole: whole && unreadable === 0, dropped: unreadable };
}

/** What the log's keeper says where there is no log: no line of the application. */
const NO_LOG = /^(?:Error: )?Error from server \((?:BadRequest|NotFound)\)/;

/** `ageMs` is how long before the newest line of the same source a line was written. */
function linesOf(entries: readonly Json[], entity: EntityRef, source: string): LineRecord[] {
  const texts = entries.filter((entry): entry is string => typeof entry === "string");
  const stamps = texts.map(stampOf);
  const newest = stamps.reduce<number>((latest, stamp) => Math.max(latest, stamp ?? 0), 0);
  return texts.map((text, index) => {
    const stamp = stamps[index] ?? null;
    return logLine(text, entity, { source, ...(stamp === null ? {} : { ageMs: newest - stamp }) });
  });
}

function passes(
  { text, severity }: LineRecord,
  { contains, minSeverity }: Params<"logs.search">,
  errors: boolean,
): boolean {
  if (contains !== undefined && !text.toLowerCase().includes(contains.toLowerCase())) return false;
  // What was found among errors is one, whatever its words.
  if (errors || minSeverity === undefined) return true;
  return severity === "unknown" || RANKS.indexOf(severity) >= RANKS.indexOf(minSeverity);
}
