import type { Observation } from "../../core/observation.js";
import type { Instant } from "../../core/time.js";
import { firstAt, type Samples, valuesIn } from "../assertions/samples.js";
import { type Context, citeOf, type Detector, onsetBetween } from "./detector.js";
import { middle, noticeable } from "./healthy-spread.js";
import { changePoints } from "./pelt.js";
import { usableSeries } from "./usable-series.js";

/** More points are first drawn together, so that the work for one series stays within some milliseconds. */
const MOST_POINTS = 2_000;
const LEAST_POINTS = 12;
const SHORTEST_PIECE = 3;
const REFERENCE_SAMPLES = 5;
/** Levels must differ by this many standard deviations of the noise. */
const LEAST_SIZE = 4;
/** One outlier is worth no more than this many standard deviations. */
const CLIP = 30;

interface Points {
  readonly times: readonly Instant[];
  readonly values: readonly number[];
}

/** Where nothing healthy is at hand to compare with, a series is compared with itself: the largest change of its level. */
export const changePoint: Detector = {
  name: "change-point",
  detect(facts, context) {
    const { series } = usableSeries(facts, context);
    return { observations: series.flatMap((one) => changeOf(one, context) ?? []), dropped: [] };
  },
};

function changeOf(series: Samples, { window, reference }: Context): Observation | null {
  if (reference !== null && valuesIn(series, reference).length >= REFERENCE_SAMPLES) return null;
  const end = firstAt(series.times, window.to);
  const points = drawnTogether({ times: series.times.slice(0, end), values: series.values.slice(0, end) });
  const change = largestChange(points.values, noticeable(series.role, series.unit));
  const ref = series.refs.at(-1);
  const at = points.times[change?.index ?? -1];
  if (change === null || ref === undefined || at === undefined || at < window.from) return null;
  return {
    detector: "change-point",
    entity: series.entity,
    signal: series.role,
    direction: change.direction,
    size: change.size,
    onset: onsetBetween(points.times[change.index - 1] ?? at, at),
    subject: series.metric,
    other: null,
    cite: citeOf(ref),
  };
}

export interface LevelChange {
  readonly index: number;
  readonly direction: "up" | "down";
  /** Difference of the levels on both sides in standard deviations of the noise. */
  readonly size: number;
}

/**
 * The largest change of level, or `null` where there is none worth the name. The noise is estimated from the
 * differences of neighbours, which a change of level does not touch.
 */
export function largestChange(values: readonly number[], smallest: number): LevelChange | null {
  if (values.length < LEAST_POINTS) return null;
  const center = middle(values);
  const steps = values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value)));
  const noise = Math.max(
    (1.4826 * middle(steps)) / Math.SQRT2,
    0.02 * Math.abs(center),
    smallest / 3,
    Number.MIN_VALUE,
  );
  const scaled = values.map((value) => Math.max(-CLIP, Math.min(CLIP, (value - center) / noise)));
  const penalty = 3 * Math.log(values.length);
  const changes = changePoints(scaled, { penalty, minLength: SHORTEST_PIECE });
  const bounds = [0, ...changes, values.length];
  let largest: LevelChange | null = null;
  for (let piece = 1; piece + 1 < bounds.length; piece += 1) {
    const [from, index, to] = [bounds[piece - 1] ?? 0, bounds[piece] ?? 0, bounds[piece + 1] ?? 0];
    const rise = (middle(values.slice(index, to)) - middle(values.slice(from, index))) / noise;
    if (Math.abs(rise) < LEAST_SIZE || Math.abs(rise) <= (largest?.size ?? 0)) continue;
    largest = { index, direction: rise > 0 ? "up" : "down", size: Math.abs(rise) };
  }
  return largest;
}

/** Medians of equal numbers of neighbours, each at the time of the first. */
function drawnTogether(points: Points): Points {
  const width = Math.ceil(points.values.length / MOST_POINTS);
  if (width <= 1) return points;
  const starts = Array.from({ length: Math.ceil(points.values.length / width) }, (_, index) => index * width);
  return {
    times: starts.flatMap((start) => points.times[start] ?? []),
    values: starts.map((start) => middle(points.values.slice(start, start + width))),
  };
}
