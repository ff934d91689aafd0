import type { Instant, Window } from "../../src/core/time.js";
import { firstAtOrAfter, medianGap, type Samples, union } from "./samples.js";

/** The times at which an answer gives values for series that are told as one. */
export interface SampleGrid {
  /** Rising. The n-th value, at `edges[n + 1]`, speaks of the span since `edges[n]`; the first edge may lie before the window. */
  readonly edges: readonly Instant[];
  /** For each edge, whether it lies outside of all gaps. */
  readonly seen: readonly boolean[];
  /** The typical time between two samples of one series. */
  readonly intervalMs: number;
}

/** Prometheus refuses queries of more points a series; here the steps get longer. */
export const MAX_POINTS = 11_000;
/** Series of one scrape share their times; if together they have so many more, each was scraped at times of its own. */
const SHARED = 1.2;
/** In a gap of more than so many intervals nobody knows how a series went. */
const GAP_INTERVALS = 4;

/** On the series' own times, or on steps from the window's start on. */
export function sampleGrid(series: readonly Samples[], window: Window, stepMs: number | undefined): SampleGrid {
  const longest = series.reduce<readonly Instant[]>(
    (best, { times }) => (times.length > best.length ? times : best),
    [],
  );
  const times = union(series.map((one) => one.times));
  const intervalMs = medianGap(longest);
  const shared = times.length <= SHARED * longest.length;
  const own = stepMs === undefined && shared ? ownEdges(times, window) : null;
  const edges = own ?? steps(times, window, stepMs ?? intervalMs);
  return { edges, seen: seenAt(edges, times, GAP_INTERVALS * intervalMs), intervalMs };
}

/** Null where there are too many. */
function ownEdges(times: readonly Instant[], window: Window): readonly Instant[] | null {
  const edges = times.slice(Math.max(0, firstAtOrAfter(times, window.from) - 1), firstAtOrAfter(times, window.to));
  return edges.length > MAX_POINTS ? null : edges;
}

/** Steps as those of a Prometheus range query: at `from`, `from + step`, ..., each speaking of the step before it. */
function steps(times: readonly Instant[], window: Window, wanted: number): readonly Instant[] {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return [];
  const [from, to] = [Math.max(window.from, first), Math.min(window.to - 1, last)];
  const step = Math.max(wanted, Math.ceil((to - from) / MAX_POINTS), 1);
  const edges: Instant[] = [];
  for (let n = Math.ceil((from - window.from) / step) - 1; window.from + n * step <= to; n += 1) {
    if (window.from + n * step >= 0) edges.push(window.from + n * step);
  }
  return edges;
}

function seenAt(edges: readonly Instant[], times: readonly Instant[], longestGapMs: number): readonly boolean[] {
  let next = 0;
  return edges.map((edge) => {
    while (next < times.length && (times[next] ?? edge) < edge) next += 1;
    const [before, after] = [times[next - 1], times[next]];
    return before === undefined || after === undefined || after === edge || after - before <= longestGapMs;
  });
}
