import type { RecordedSeries } from "../../src/core/recording.js";
import type { Instant } from "../../src/core/time.js";

/** Samples in the order of time, one for each time, every value a number. */
export interface Samples {
  readonly times: readonly Instant[];
  readonly values: readonly number[];
}

/** The samples up to `now`: in order, without those that are no numbers; of several at one time the last stands. */
export function samplesUpTo({ times, values }: Pick<RecordedSeries, "times" | "values">, now: Instant): Samples {
  const pairs: (readonly [Instant, number])[] = [];
  let inOrder = true;
  for (const [index, time] of times.entries()) {
    const value = values[index];
    if (typeof value !== "number" || time > now) continue;
    inOrder &&= time > (pairs.at(-1)?.[0] ?? -1);
    pairs.push([time, value]);
  }
  const sorted = inOrder ? pairs : [...new Map(pairs)].sort(([a], [b]) => a - b);
  return { times: sorted.map(([time]) => time), values: sorted.map(([, value]) => value) };
}

/** Pieces of one series as one series. */
export function joinSamples(pieces: readonly Pick<RecordedSeries, "times" | "values">[], now: Instant): Samples {
  const [first, ...rest] = pieces;
  if (first !== undefined && rest.length === 0) return samplesUpTo(first, now);
  const times = pieces.flatMap((piece) => piece.times.slice(0, piece.values.length));
  return samplesUpTo({ times, values: pieces.flatMap((piece) => piece.values.slice(0, piece.times.length)) }, now);
}

/** The middle one of the gaps between samples, in milliseconds; 0 of fewer than two. */
export function medianGap(times: readonly Instant[]): number {
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  return gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
}

/** The index of the first time at or after `instant`. */
export function firstAtOrAfter(times: readonly Instant[], instant: Instant): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? instant) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** All times, each once, in order. */
export function union(lists: readonly (readonly Instant[])[]): readonly Instant[] {
  if (lists.length === 1) return lists[0] ?? [];
  const times = new Set<Instant>();
  for (const list of lists) for (const time of list) times.add(time);
  return [...times].sort((a, b) => a - b);
}
