import type { Observation } from "../../core/observation.js";
import { firstAt, type Samples, valuesIn } from "../assertions/samples.js";
import { type Context, citeOf, type Detector, onsetBetween } from "./detector.js";
import { type HealthySpread, healthySpread, middle, noticeable } from "./healthy-spread.js";
import { usableSeries } from "./usable-series.js";

const REFERENCE_SAMPLES = 5;
/** Samples in a row beyond the reference's spread: one or two are a flicker. */
const RUN = 3;
/** With fewer samples than a run in all, they must be this far out (robust z). */
const FEW_SAMPLES_Z = 8;

interface Run {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly direction: "up" | "down";
}

/** A series left what its own reference shows, and stayed out for a while. */
export const robustShift: Detector = {
  name: "robust-shift",
  detect(facts, context) {
    const observations = usableSeries(facts, context).series.flatMap((series) => shiftOf(series, context) ?? []);
    return { observations, dropped: [] };
  },
};

function shiftOf(series: Samples, { window, reference }: Context): Observation | null {
  if (reference === null) return null;
  const before = valuesIn(series, reference);
  if (before.length < REFERENCE_SAMPLES) return null;
  const spread = healthySpread(before, noticeable(series.role, series.unit));
  const [begin, end] = [firstAt(series.times, window.from), firstAt(series.times, window.to)];
  const runs = runsOf(series, begin, end, spread);
  const needed = Math.min(RUN, end - begin);
  const long = runs.filter(({ from, to }) => to - from >= needed);
  const first = long[0];
  const longest = long.reduce<Run | null>(
    (best, run) => (best === null || run.to - run.from > best.to - best.from ? run : best),
    null,
  );
  if (first === undefined || longest === null) return null;
  const size = Math.abs(middle(series.values.slice(longest.from, longest.to)) - spread.center) / spread.scale;
  if (needed < RUN && size < FEW_SAMPLES_Z) return null;
  const onset = firstOfRun(series, first, firstAt(series.times, reference.to), spread);
  return shiftObservation(
    series,
    longest.direction,
    size,
    first.direction === longest.direction ? onset : longest.from,
  );
}

/** What a shift of a series looks like, from the index at which it is first seen. */
export function shiftObservation(
  series: Samples,
  direction: "up" | "down",
  size: number,
  index: number,
): Observation | null {
  const [ref, at] = [series.refs.at(-1), series.times[index]];
  if (ref === undefined || at === undefined) return null;
  return {
    detector: "robust-shift",
    entity: series.entity,
    signal: series.role,
    direction,
    size,
    onset: onsetBetween(series.times[index - 1] ?? at, at),
    subject: series.metric,
    other: null,
    cite: citeOf(ref),
  };
}

function sideOf(value: number | undefined, { low, high }: HealthySpread): "up" | "down" | null {
  if (value === undefined) return null;
  return value > high ? "up" : value < low ? "down" : null;
}

function runsOf(series: Samples, begin: number, end: number, spread: HealthySpread): readonly Run[] {
  const runs: Run[] = [];
  let from = begin;
  while (from < end) {
    const direction = sideOf(series.values[from], spread);
    let to = from + 1;
    while (to < end && sideOf(series.values[to], spread) === direction) to += 1;
    if (direction !== null) runs.push({ from, to, direction });
    from = to;
  }
  return runs;
}

/** Where the run began, which may be between the reference and the window. */
function firstOfRun(series: Samples, { from, direction }: Run, earliest: number, spread: HealthySpread): number {
  let index = from;
  while (index > earliest && sideOf(series.values[index - 1], spread) === direction) index -= 1;
  return index;
}
