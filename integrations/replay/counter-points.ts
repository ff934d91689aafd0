/** Counters as rates a second, histograms as quantiles or means: all from how much was counted in each span of a grid. */
import type { Instant } from "../../src/core/time.js";
import { counterCurve, increases, withZeros } from "./counter-curve.js";
import { copyOf, tellsFailure } from "./metric-labels.js";
import { histogramQuantile } from "./quantile.js";
import { union } from "./samples.js";
import type { ScrapeTimes } from "./scrape-times.js";
import { gridOf, type Points, type Range, type Sampled } from "./series-points.js";

/** Requests a second of all series together; with `failures` of those alone whose labels tell a failure. */
export function ratePoints(counters: readonly Sampled[], failures: boolean, range: Range): Points {
  const counts = counters.map(({ labels }) => !failures || tellsFailure(labels));
  return countedSpans(counters, range).map(({ at, seconds, by }) => ({
    at,
    value: by.reduce((sum, count, index) => (counts[index] === true ? sum + count : sum), 0) / seconds,
  }));
}

/** The quantiles of what was observed in each span, one list of points for each share. */
export function quantilePoints(
  buckets: readonly Sampled[],
  shares: readonly number[],
  range: Range,
): readonly Points[] {
  const readable = buckets.filter(({ labels }) => !Number.isNaN(upperBound(labels)));
  const bounds = readable.map(({ labels }) => upperBound(labels));
  const order = [...new Set(bounds)].sort((a, b) => a - b);
  const spans = countedSpans(readable, range).map(({ at, by }) => {
    const counts = new Map<number, number>();
    for (const [index, le] of bounds.entries()) counts.set(le, (counts.get(le) ?? 0) + (by[index] ?? 0));
    return { at, buckets: order.map((le) => ({ le, count: counts.get(le) ?? 0 })) };
  });
  return shares.map((share) =>
    spans.map(({ at, buckets: observed }) => ({ at, value: histogramQuantile(observed, share) })),
  );
}

function upperBound({ le }: Sampled["labels"]): number {
  return le === undefined || le === "+Inf" ? Number.POSITIVE_INFINITY : Number(le);
}

/** What one observation was on average in each span: sums over counts. */
export function meanPoints(sumsAndCounts: readonly Sampled[], range: Range): Points {
  const isSum = sumsAndCounts.map(({ metric }) => metric.endsWith("_sum"));
  return countedSpans(sumsAndCounts, range).map(({ at, by }) => {
    const total = (ofSums: boolean) => by.reduce((sum, one, index) => (isSum[index] === ofSums ? sum + one : sum), 0);
    return { at, value: total(false) > 0 ? total(true) / total(false) : null };
  });
}

interface CountedSpan {
  readonly at: Instant;
  readonly seconds: number;
  /** For each series how much it counted. */
  readonly by: readonly number[];
}

/** The spans of the grid that the samples of at least one series reach over. */
function countedSpans(scraped: readonly Sampled[], range: Range): readonly CountedSpan[] {
  const counters = started(scraped, range.scrapes);
  const { edges, seen } = gridOf(counters, range);
  const columns = counters.map(({ samples }) => increases(counterCurve(samples), edges));
  return edges.slice(1).flatMap((at, n) => {
    const since = edges[n] ?? at;
    const known = seen[n] === true && seen[n + 1] === true && columns.some((column) => column[n]?.whole === true);
    return known ? [{ at, seconds: (at - since) / 1_000, by: columns.map((column) => column[n]?.by ?? 0) }] : [];
  });
}

/** Counters with the zeros that their scrapes tell, in the same order. */
function started(counters: readonly Sampled[], scrapes: ScrapeTimes): readonly Sampled[] {
  const byCopy = new Map<string, Sampled[]>();
  for (const counter of counters) {
    const siblings = byCopy.get(copyOf(counter.labels));
    if (siblings === undefined) byCopy.set(copyOf(counter.labels), [counter]);
    else siblings.push(counter);
  }
  // Other series of the metric say as well that somebody looked, be it the only metric of a slow exporter.
  const looked = new Map(
    [...byCopy].map(([copy, siblings]) => {
      const times = siblings.map(({ samples }) => samples.times);
      return [copy, union([scrapes.get(copy) ?? [], ...times])];
    }),
  );
  return counters.map((counter) => ({
    ...counter,
    samples: withZeros(counter.samples, looked.get(copyOf(counter.labels)) ?? []),
  }));
}
