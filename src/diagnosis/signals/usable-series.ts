import { entityKey } from "../../core/entity.js";
import type { Facts } from "../assertions/facts.js";
import { firstAt, type Samples } from "../assertions/samples.js";
import { type Context, type Detector, DropCount, type Dropped } from "./detector.js";

/** Clocks may differ a little; a sample from further ahead tells of a wrong clock. */
const CLOCK_TOLERANCE_MS = 60_000;
const MOST_SAMPLES = 50_000;
const LEAST_SHARE_OF_NUMBERS = 0.5;

export interface UsableSeries {
  readonly series: readonly Samples[];
  readonly dropped: readonly Dropped[];
}

/** The series that detectors may judge, with what is left of each; what is bad is dropped with a reason, never guessed. */
export function usableSeries(facts: Facts, { now }: Context): UsableSeries {
  const dropped = new DropCount();
  const series = facts.entities("series").flatMap((entity) => {
    const own = facts.series(entity);
    const units = new Map<string, Set<string>>();
    for (const one of own) {
      const known = units.get(nameOf(one)) ?? new Set();
      units.set(nameOf(one), known.add(one.unit));
    }
    return own.filter((one) => {
      const why = flawOf(one, (units.get(nameOf(one))?.size ?? 1) > 1, facts);
      if (why !== null) dropped.add(why);
      return why === null;
    });
  });
  return {
    series: series.map((one) => {
      const end = firstAt(one.times, now + CLOCK_TOLERANCE_MS);
      dropped.add("samples from after the present: a clock is wrong", one.times.length - end);
      return end === one.times.length
        ? one
        : { ...one, times: one.times.slice(0, end), values: one.values.slice(0, end) };
    }),
    dropped: dropped.list(),
  };
}

function nameOf({ metric, statistic, labels }: Samples): string {
  return JSON.stringify([metric, statistic, Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

function flawOf(series: Samples, mixedUnits: boolean, facts: Facts): string | null {
  if (mixedUnits) return "series of one metric in several units";
  if (series.times.length === 0) return "series without a single number";
  if (series.times.length > MOST_SAMPLES) return `series of more than ${MOST_SAMPLES} samples`;
  const given = series.refs.reduce((sum, { evidence, record }) => {
    const found = facts.evidenceOf(evidence)?.answer.records[record];
    return sum + (found?.kind === "series" ? found.values.length : 0);
  }, 0);
  // Parts that overlap are counted in both, so this errs towards dropping only where most of each part is no number.
  return series.times.length < LEAST_SHARE_OF_NUMBERS * (given / series.refs.length)
    ? "series in which most samples are no numbers"
    : null;
}

/** Reports the telemetry that cannot be used: no observation, reasons alone. */
export const telemetryQuality: Detector = {
  name: "telemetry-quality",
  detect(facts, context) {
    const undated = facts.all("line").filter(({ record }) => record.time === null).length;
    const early = facts.all("span").filter(({ record }) => record.start > context.now + CLOCK_TOLERANCE_MS);
    const dropped = new DropCount();
    dropped.add("lines without a time: seen, but not placed", undated);
    for (const { record } of early) dropped.add(`spans of ${entityKey(record.entity)} from after the present`);
    return { observations: [], dropped: [...usableSeries(facts, context).dropped, ...dropped.list()] };
  },
};
