import type { Instant } from "../core/time.js";

interface Points {
  readonly times: readonly Instant[];
  readonly values: readonly (number | null)[];
}

/** Points that a small chart can show. */
const MOST_POINTS = 240;

/**
 * A series with at most {@link MOST_POINTS} points: of each bucket its lowest and its highest sample, in their order,
 * so that no peak is lost. Linear in the samples.
 */
export function thinned(
  times: readonly Instant[],
  values: readonly (number | null)[],
): { times: Instant[]; values: (number | null)[] } {
  const size = Math.min(times.length, values.length);
  if (size <= MOST_POINTS) return { times: times.slice(0, size), values: values.slice(0, size) };
  const buckets = MOST_POINTS / 2;
  const kept = Array.from({ length: buckets }, (_, bucket) =>
    extremes({ times, values }, Math.floor((bucket * size) / buckets), Math.floor(((bucket + 1) * size) / buckets)),
  ).flat();
  return { times: kept.map((i) => times[i] ?? 0), values: kept.map((i) => values[i] ?? null) };
}

/** Indices of the lowest and the highest sample of [from, to), in their order; the first where none is a number. */
function extremes({ values }: Points, from: number, to: number): readonly number[] {
  let low = from;
  let high = from;
  for (let i = from; i < to; i += 1) {
    if ((values[i] ?? Number.POSITIVE_INFINITY) < (values[low] ?? Number.POSITIVE_INFINITY)) low = i;
    if ((values[i] ?? Number.NEGATIVE_INFINITY) > (values[high] ?? Number.NEGATIVE_INFINITY)) high = i;
  }
  return low === high ? [low] : [Math.min(low, high), Math.max(low, high)];
}
