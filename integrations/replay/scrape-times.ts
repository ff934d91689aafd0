import type { RecordedSeries } from "../../src/core/recording.js";
import type { Instant } from "../../src/core/time.js";
import { copyOf } from "./metric-labels.js";

/** For each copy of an entity (see `copyOf`) the times at which it was scraped, in order. */
export type ScrapeTimes = ReadonlyMap<string, readonly Instant[]>;

/**
 * The times at which at least half as many series of a copy were seen as at its best time: when it was down, or
 * when only one of several exporters was asked, that is no scrape of it.
 */
export function scrapeTimes(recorded: readonly RecordedSeries[], now: Instant): ScrapeTimes {
  const seen = new Map<string, Map<Instant, number>>();
  for (const { labels, times, values } of recorded) {
    const copy = copyOf(labels);
    const counts = seen.get(copy) ?? new Map<Instant, number>();
    seen.set(copy, counts);
    for (const [index, time] of times.entries()) {
      if (time <= now && typeof values[index] === "number") counts.set(time, (counts.get(time) ?? 0) + 1);
    }
  }
  return new Map([...seen].map(([copy, counts]) => [copy, fullTimes(counts)]));
}

function fullTimes(counts: ReadonlyMap<Instant, number>): readonly Instant[] {
  const most = [...counts.values()].reduce((a, b) => Math.max(a, b), 0);
  return [...counts].flatMap(([time, count]) => (2 * count >= most ? [time] : [])).sort((a, b) => a - b);
}
