import { assertNever } from "../../src/core/assert-never.js";
import type { Params } from "../../src/core/capability.js";
import { keptLabels, statusLabel } from "./metric-labels.js";
import { labelMatchers } from "./question-text.js";
import type { ToldSeries } from "./told-series.js";

/** Queries shown; a question by role or entity alone may stand for hundreds. */
const SHOWN = 12;

/** The question in PromQL, one query a line, each kind of series once. */
export function promQl(told: readonly ToldSeries[], params: Params<"metrics.range">): string {
  if (told.length === 0) return `# no series\n${labelMatchers(params.entity, nameMatcher(params.metric)) || "{}"}`;
  const queries = [...new Set(told.map((series) => queryOf(series, params)))];
  const more = queries.length > SHOWN ? [`# and ${queries.length - SHOWN} more`] : [];
  return [...queries.slice(0, SHOWN), ...more].join("\n").slice(0, 4096);
}

function nameMatcher(metric: string | undefined): readonly string[] {
  return metric === undefined ? [] : [`__name__=${JSON.stringify(metric)}`];
}

function queryOf(series: ToldSeries, { entity, stepMs }: Params<"metrics.range">): string {
  const { family, part, statistic } = series;
  const raw = family.parts.get(part) ?? [];
  const status = series.failures
    ? raw.map(({ labels }) => statusLabel(labels)).find((name) => name !== null)
    : undefined;
  const failing =
    status === undefined || status === null ? [] : [`${status}=~"5..|error|failed|failure|timeout|E[A-Z]+"`];
  const matchers = labelMatchers(entity, failing);
  const range = `[${stepMs === undefined ? "$__interval" : `${stepMs}ms`}]`;
  const kept = [...keptLabels(raw)].sort();
  const grouping = [...(entity === undefined ? ["namespace", "service"] : []), ...kept];
  const rateOf = (suffix: string, ...labels: readonly string[]) => {
    const by = grouping.length + labels.length === 0 ? "" : ` by (${[...grouping, ...labels].join(", ")})`;
    return `sum${by} (rate(${family.name}${suffix}${matchers}${range}))`;
  };
  switch (statistic) {
    case "value":
      return `${family.name}${matchers}`;
    case "rate":
      return rateOf(part === "count" ? "_count" : "");
    case "mean":
      return `${rateOf("_sum")} / ${rateOf("_count")}`;
    case "quantiles":
      return ["0.5", "0.95"].map((share) => `histogram_quantile(${share}, ${rateOf("_bucket", "le")})`).join("\n");
    default:
      return assertNever(statistic);
  }
}
