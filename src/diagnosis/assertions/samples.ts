import type { MetricSelector } from "../../core/assertion.js";
import type { EntityRef } from "../../core/entity.js";
import type { MetricRole } from "../../core/metric-role.js";
import type { Instant, Window } from "../../core/time.js";
import { canonicalText, type Item, type RecordRef } from "./record-index.js";

/** One series of one entity, put together from all answers that hold a part of it. Times rise strictly; no gap is filled. */
export interface Samples {
  readonly entity: EntityRef;
  readonly metric: string;
  readonly role: MetricRole;
  readonly unit: string;
  readonly statistic: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly times: readonly Instant[];
  /** Finite numbers only, as many as `times`. */
  readonly values: readonly number[];
  /** The records that it was put together from. */
  readonly refs: readonly RecordRef[];
}

export function selects(selector: MetricSelector, series: Pick<Samples, "role" | "metric" | "labels">): boolean {
  return (
    (selector.role === undefined || selector.role === series.role) &&
    (selector.metric === undefined || selector.metric === series.metric) &&
    Object.entries(selector.labels ?? {}).every(([label, value]) => series.labels[label] === value)
  );
}

/** Joins the records of one entity into series. Where two give different values for one time, the first by order stands. */
export function joinSeries(items: readonly Item<"series">[]): readonly Samples[] {
  const groups = new Map<string, Item<"series">[]>();
  for (const item of items) {
    const { metric, statistic, unit, role, labels } = item.record;
    const key = canonicalText([metric, statistic, unit, role, labels]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, group]) => join(group));
}

function join(group: readonly Item<"series">[]): readonly Samples[] {
  const first = group[0];
  if (first === undefined) return [];
  const byTime = new Map<Instant, number>();
  for (const { record } of group) {
    for (const [index, time] of record.times.entries()) {
      const value = record.values[index];
      if (typeof value === "number" && Number.isFinite(value) && !byTime.has(time)) byTime.set(time, value);
    }
  }
  const sorted = [...byTime.entries()].sort(([a], [b]) => a - b);
  const { entity, metric, role, unit, statistic, labels } = first.record;
  return [
    {
      entity,
      metric,
      role,
      unit,
      statistic,
      labels,
      times: sorted.map(([time]) => time),
      values: sorted.map(([, value]) => value),
      refs: group.map(({ ref }) => ref),
    },
  ];
}

/** The values inside of a window, in the order of time. */
export function valuesIn(series: Samples, window: Window): readonly number[] {
  return series.values.slice(firstAt(series.times, window.from), firstAt(series.times, window.to));
}

/** The index of the first time at or after `instant`. */
export function firstAt(times: readonly Instant[], instant: Instant): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? instant) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
