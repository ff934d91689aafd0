import { type EntityRef, entityKey, type RecordedSeries } from "../../../src/index.js";
import type { Sample } from "./exposition.js";

/** UCUM units by the suffixes that Prometheus names metrics with. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/_count$|_bucket$/, "1"],
  [/_seconds(_sum|_total)?$/, "s"],
  [/_bytes(_total)?$/, "By"],
];

export function unitOf(metric: string): string {
  return UNITS.find(([suffix]) => suffix.test(metric))?.[1] ?? "1";
}

interface GrowingSeries {
  readonly entity: EntityRef;
  readonly metric: string;
  readonly type: Sample["type"];
  readonly labels: Readonly<Record<string, string>>;
  readonly times: number[];
  readonly values: (number | null)[];
}

/** Raw samples by entity, metric and labels, in the order of scraping. */
export class SeriesStore {
  readonly #series = new Map<string, GrowingSeries>();

  add(entity: EntityRef, samples: readonly Sample[], time: number): void {
    for (const { metric, type, labels, value } of samples) {
      const key = JSON.stringify([entityKey(entity), metric, labels]);
      const series = this.#series.get(key) ?? { entity, metric, type, labels, times: [], values: [] };
      this.#series.set(key, series);
      series.times.push(time);
      series.values.push(value);
    }
  }

  /** Series of one metric of one entity. */
  find(entity: EntityRef, metric: string): readonly RecordedSeries[] {
    return this.all().filter((series) => series.metric === metric && entityKey(series.entity) === entityKey(entity));
  }

  /** Lets go of samples before that time, for a watch that never ends. */
  forgetBefore(time: number): void {
    for (const [key, series] of this.#series) {
      const kept = series.times.findIndex((sampled) => sampled >= time);
      series.times.splice(0, kept < 0 ? series.times.length : kept);
      series.values.splice(0, series.values.length - series.times.length);
      if (series.times.length === 0) this.#series.delete(key);
    }
  }

  all(): readonly RecordedSeries[] {
    return [...this.#series.values()].map((series) => ({ kind: "samples", unit: unitOf(series.metric), ...series }));
  }
}

/**
 * How much a counter grew in the last `windowMs` up to `now`. A fall is a restart, after which it counts from zero.
 * Null where fewer than two samples lie in the window.
 */
export function increase(series: RecordedSeries, now: number, windowMs: number): number | null {
  let previous: number | null = null;
  let grown = 0;
  let seen = 0;
  for (const [index, time] of series.times.entries()) {
    const value = series.values[index];
    if (time < now - windowMs || time > now || typeof value !== "number") continue;
    if (previous !== null) grown += value >= previous ? value - previous : value;
    previous = value;
    seen += 1;
  }
  return seen < 2 ? null : grown;
}
