/**
 * Which series a metric is told as: counters as rates, histograms as quantiles with the rate of what they counted,
 * gauges as they are, and failed requests apart. A plan only; `evaluate-series` works out the numbers.
 */
import { type MetricRole, metricRole } from "../../src/core/metric-role.js";
import type { MetricFamily, MetricPart, RawSeries } from "./metric-family.js";
import { peerOf, statusLabel, tellsFailure } from "./metric-labels.js";

export interface ToldSeries {
  readonly family: MetricFamily;
  readonly metric: string;
  readonly role: MetricRole;
  readonly unit: string;
  readonly part: MetricPart;
  readonly statistic: "value" | "rate" | "quantiles" | "mean";
  /** Only what failed is counted, though all of it says when somebody looked. */
  readonly failures: boolean;
}

/** What else its entity has, where that decides how a metric is told. */
export interface EntityMetrics {
  readonly names: ReadonlySet<string>;
  /** Requests that a plain counter counts: role and peer as one text. */
  readonly counted: ReadonlySet<string>;
}

/** What a histogram of durations counts, and what a counter of requests tells by its labels. */
const REQUESTS_OF: Readonly<Partial<Record<MetricRole, MetricRole>>> = {
  latency: "request-rate",
  "outgoing-latency": "outgoing-request-rate",
};
const FAILURES_OF: Readonly<Partial<Record<MetricRole, MetricRole>>> = {
  "request-rate": "error-rate",
  "outgoing-request-rate": "outgoing-error-rate",
  other: "error-rate",
};

export function entityMetrics(families: readonly MetricFamily[]): EntityMetrics {
  const counted = families.flatMap(({ name, parts }) =>
    (parts.get("counter") ?? []).map(({ labels }) => requestsKey(metricRole(name), labels)),
  );
  return { names: new Set(families.map(({ name }) => name)), counted: new Set(counted) };
}

function requestsKey(role: MetricRole, labels: RawSeries["labels"]): string {
  return `${role} ${peerOf(labels)}`;
}

export function toldSeries(family: MetricFamily, entity: EntityMetrics): readonly ToldSeries[] {
  const { name, unit, parts } = family;
  const told: ToldSeries[] = [];
  const role = metricRole(name);
  const plain = { family, metric: name, role, failures: false };
  if (parts.has("gauge")) told.push({ ...plain, unit, part: "gauge", statistic: "value" });
  if (parts.has("counter")) told.push({ ...plain, unit: perSecond(unit), part: "counter", statistic: "rate" });
  if (parts.has("bucket")) told.push({ ...plain, unit: observedUnit(family), part: "bucket", statistic: "quantiles" });
  else if (parts.has("sum") && parts.has("count"))
    told.push({ ...plain, unit: observedUnit(family), part: "sum", statistic: "mean" });
  const counts = parts.get("count");
  if (counts !== undefined) {
    told.push({
      ...plain,
      metric: `${name}_count`,
      role: countRole(role, counts, entity),
      unit: "1/s",
      part: "count",
      statistic: "rate",
    });
  }
  return [...told, ...told.flatMap((series) => failuresOf(series, entity))];
}

/** What a histogram of durations counted is requests, unless a plain counter of the same peers counts them already. */
function countRole(role: MetricRole, counts: readonly RawSeries[], { counted }: EntityMetrics): MetricRole {
  const requests = REQUESTS_OF[role];
  if (requests === undefined) return "other";
  return counts.every(({ labels }) => counted.has(requestsKey(requests, labels))) ? "other" : requests;
}

/** A counter whose labels tell how requests ended tells the failed ones too, unless its twin does by name. */
function failuresOf(series: ToldSeries, { names }: EntityMetrics): readonly ToldSeries[] {
  const failures = FAILURES_OF[series.role];
  const again = series.part === "count" && series.role === "other";
  if (series.statistic !== "rate" || failures === undefined || again) return [];
  const twins = ["errors", "failures"].map((word) => series.metric.replace(/requests?/, word));
  if (twins.some((twin) => twin !== series.metric && names.has(twin))) return [];
  const raw = series.family.parts.get(series.part) ?? [];
  return raw.some(({ labels }) => isOutcome(labels)) ? [{ ...series, role: failures, failures: true }] : [];
}

/** Counters that are no requests use `code` or `result` for other things: there only a told failure counts. */
function isOutcome(labels: RawSeries["labels"]): boolean {
  const label = statusLabel(labels);
  return tellsFailure(labels) || (label !== null && /^[1-5](?:\d\d|[xX]{2})$/.test(labels[label] ?? ""));
}

/** The unit of what a histogram observed: that of its sum, since its buckets count. */
function observedUnit({ name, unit, parts }: MetricFamily): string {
  const [sum] = parts.get("sum") ?? [];
  if (sum !== undefined) return sum.pieces[0].unit;
  return /seconds$/.test(name) ? "s" : unit;
}

function perSecond(unit: string): string {
  return unit === "" || unit === "1" ? "1/s" : `${unit}/s`.slice(0, 32);
}
