import type { Params } from "../../src/core/capability.js";
import { entityKey } from "../../src/core/entity.js";
import { logTemplate } from "../../src/core/log-template.js";
import type { RawRecord } from "../../src/core/record.js";
import type { Instant, Window } from "../../src/core/time.js";
import { type LogLine, linesIn, logOmissions, severityFilter } from "./logs.js";
import { coverageOf, lookAt } from "./look-at.js";
import { labelMatchers } from "./question-text.js";
import { eachResting, type Rest } from "./rest.js";
import { severeEnough, severityWeight } from "./severity.js";
import { type Draft, outside, type StreamQuestion } from "./stream-question.js";

type Template = Extract<RawRecord, { kind: "template" }>;

/** Lines grouped by entity, severity and template, the worst first; `of` counts all lines of the entity in the window. */
export const logsTemplates: StreamQuestion<"logs.templates", "logs"> = {
  capability: "logs.templates",
  stream: "logs",
  provenance: "observed",
  async answer(params, view): Promise<Draft> {
    const asked = logQl(params);
    const result = lookAt(view, params.window, params.entity);
    if (result.kind === "outside") return outside(result.why, asked);
    const { window } = result.look;
    const { lines, undated } = await linesIn(view, params.window, window, params.entity);
    const shown = lines.filter(({ severity }) => severeEnough(severity, params.minSeverity));
    return {
      records: templates(await grouped(shown, view.rest), window, countByEntity(lines)),
      coverage: [coverageOf(result.look, "template")],
      omitted: [...result.look.omitted, ...logOmissions(view, undated)],
      unavailable: null,
      asked,
      keep: "first",
      limit: params.limit,
    };
  },
};

function countByEntity(lines: readonly LogLine[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { entity } of lines) counts.set(entityKey(entity), (counts.get(entityKey(entity)) ?? 0) + 1);
  return counts;
}

interface Group {
  readonly line: LogLine;
  readonly template: string;
  count: number;
  first: Instant | null;
  last: Instant | null;
}

async function grouped(lines: readonly LogLine[], rest: Rest): Promise<readonly Group[]> {
  const groups = new Map<string, Group>();
  await eachResting(lines, rest, (line) => {
    const template = logTemplate(line.text);
    const key = `${entityKey(line.entity)}\n${line.severity}\n${template}`;
    const group = groups.get(key) ?? { line, template, count: 0, first: null, last: null };
    group.count += 1;
    if (line.time !== null) {
      group.first = Math.min(group.first ?? line.time, line.time);
      group.last = Math.max(group.last ?? line.time, line.time);
    }
    groups.set(key, group);
  });
  return [...groups.values()];
}

function templates(
  groups: readonly Group[],
  window: Window,
  exposure: ReadonlyMap<string, number>,
): readonly Template[] {
  const sorted = groups.toSorted(
    (a, b) => severityWeight(b.line.severity) - severityWeight(a.line.severity) || b.count - a.count,
  );
  return sorted.map(({ line, template, count, first, last }) => ({
    kind: "template",
    entity: line.entity,
    severity: line.severity,
    template,
    count,
    of: exposure.get(entityKey(line.entity)) ?? count,
    window,
    first,
    last,
    sample: line.text,
  }));
}

function logQl({ entity, minSeverity, window }: Params<"logs.templates">): string {
  const range = window === undefined ? "1h" : `${Math.max(1, Math.round((window.to - window.from) / 1_000))}s`;
  const lines = `${labelMatchers(entity) || "{}"}${severityFilter(minSeverity)}`;
  return `sum by (service_name, level, pattern) (count_over_time(${lines} | pattern [${range}]))`;
}
