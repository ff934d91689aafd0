import type { Omission } from "../../src/core/answer.js";
import type { Params } from "../../src/core/capability.js";
import { type EntityRef, sameEntity } from "../../src/core/entity.js";
import type { Window } from "../../src/core/time.js";
import { windowContains } from "../../src/core/time.js";
import { coverageOf, lookAt } from "./look-at.js";
import { labelMatchers, quotedString } from "./question-text.js";
import { eachResting, filterResting } from "./rest.js";
import { type Severity, severeEnough } from "./severity.js";
import { type Draft, outside, type StreamLine, type StreamQuestion, type StreamView } from "./stream-question.js";

export type LogLine = StreamLine<"logs">;

/** Lines of a window, oldest first; the newest stay where not all fit. `contains` ignores case. */
export const logsSearch: StreamQuestion<"logs.search", "logs"> = {
  capability: "logs.search",
  stream: "logs",
  provenance: "observed",
  async answer(params, view): Promise<Draft> {
    const asked = logQl(params);
    const result = lookAt(view, params.window, params.entity);
    if (result.kind === "outside") return outside(result.why, asked);
    if (params.previous !== undefined && !view.lines.some(isMarked)) {
      return outside("the recording does not tell one instance's lines from the next one's", asked);
    }
    const { lines, undated } = await linesIn(view, params.window, result.look.window, params.entity);
    const needle = params.contains?.toLowerCase();
    const records = await filterResting(
      lines,
      view.rest,
      (line) =>
        severeEnough(line.severity, params.minSeverity) &&
        (needle === undefined || line.text.toLowerCase().includes(needle)) &&
        (params.previous === undefined || isOfPrevious(line) === params.previous),
    );
    return {
      records: records.sort((a, b) => (a.time ?? -1) - (b.time ?? -1)),
      coverage: [coverageOf(result.look, "line")],
      omitted: [...result.look.omitted, ...logOmissions(view, undated)],
      unavailable: null,
      asked,
      keep: "newest",
      limit: params.limit,
    };
  },
};

/** Lines of the entity inside of the window. Lines without a time are given only where no window was asked for. */
export async function linesIn(
  view: StreamView<"logs">,
  asked: Window | undefined,
  window: Window,
  entity: EntityRef | undefined,
): Promise<{ readonly lines: LogLine[]; readonly undated: number }> {
  const lines: LogLine[] = [];
  let undated = 0;
  await eachResting(view.lines, view.rest, (line) => {
    if (entity !== undefined && !sameEntity(line.entity, entity)) return;
    if (line.time === null && asked !== undefined) undated += 1;
    else if (line.time === null || windowContains(window, line.time)) lines.push(line);
  });
  return { lines, undated };
}

export function logOmissions({ declared }: StreamView<"logs">, undated: number): readonly Omission[] {
  const least = declared.minSeverity;
  const mild =
    least === undefined || least === "trace"
      ? []
      : [{ what: `lines milder than ${least}`, why: "not recorded", count: 0 }];
  return undated === 0 ? mild : [...mild, { what: "lines", why: "they tell no time", count: undated }];
}

/** A recorder marks each line with the field `previous`: whether the instance that wrote it is gone. */
function isMarked({ fields }: LogLine): boolean {
  return typeof fields?.["previous"] === "boolean";
}

function isOfPrevious({ fields }: LogLine): boolean {
  return fields?.["previous"] === true;
}

function logQl({ entity, contains, minSeverity, previous, limit }: Params<"logs.search">): string {
  const pattern = contains === undefined ? "" : ` |~ ${quotedString(`(?i)${escapedPattern(contains)}`)}`;
  return [
    `${labelMatchers(entity) || "{}"}${pattern}${severityFilter(minSeverity)}`,
    previous === undefined ? "" : ` | previous=${quotedString(String(previous))}`,
    limit === undefined ? "" : ` # limit ${limit}`,
  ].join("");
}

/** The LogQL stage that keeps a severity and what is worse. */
export function severityFilter(least: Severity | undefined): string {
  if (least === undefined) return "";
  const kept = (["debug", "info", "warn", "error", "fatal", "unknown"] as const).filter((one) =>
    severeEnough(one, least),
  );
  return ` | level=~${quotedString(kept.join("|"))}`;
}

function escapedPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
