import type { RecordOf } from "../../core/record.js";

/** Units that Prometheus' naming convention puts at the end of a metric's name (prometheus.io/docs/practices/naming). */
const SUFFIXES: readonly (readonly [RegExp, string])[] = [
  [/_(?:milliseconds|ms)$/, "ms"],
  [/_seconds$/, "s"],
  [/_bytes$/, "By"],
];

/** The unit of a series: the source's own, else the one that its metric's name tells. */
export function seriesUnit({ unit, metric }: Pick<RecordOf<"series">, "unit" | "metric">): string {
  if (unit !== "" && unit !== "1") return unit;
  return SUFFIXES.find(([suffix]) => suffix.test(metric))?.[1] ?? unit;
}
