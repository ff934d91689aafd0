import type { Instant } from "../../src/core/time.js";
import type { Samples } from "./samples.js";

/**
 * How much a counter has counted since its first sample, resets undone: a value below the one before means that it
 * began again at zero (as Prometheus has it). Between samples it runs straight, outside of them it is flat.
 */
export interface CounterCurve {
  readonly times: readonly Instant[];
  readonly totals: readonly number[];
}

export function counterCurve({ times, values }: Samples): CounterCurve {
  const totals: number[] = [];
  let total = 0;
  let before: number | undefined;
  for (const value of values) {
    if (before !== undefined) total += value >= before ? value - before : value;
    totals.push(total);
    before = value;
  }
  return { times, totals };
}

/**
 * A client library shows a counter with labels from its first event on, and a restarted process shows it again from
 * the next one. Where a scrape saw its neighbours but not this one, it had counted nothing: zero. Where it comes back
 * no lower than it was, the scrape had missed it. `scrapes` are in order.
 */
export function withZeros({ times, values }: Samples, scrapes: readonly Instant[]): Samples {
  const whole: Samples & { readonly times: Instant[]; readonly values: number[] } = { times: [], values: [] };
  let next = 0;
  const addScrapes = (until: Instant): void => {
    for (let scrape = scrapes[next]; scrape !== undefined && scrape < until; scrape = scrapes[next]) {
      whole.times.push(scrape);
      whole.values.push(0);
      next += 1;
    }
  };
  const skipScrapes = (until: Instant): void => {
    while ((scrapes[next] ?? Number.POSITIVE_INFINITY) < until) next += 1;
  };
  for (const [index, time] of times.entries()) {
    const [value = 0, before] = [values[index], values[index - 1]];
    if (before === undefined || value < before) addScrapes(time);
    else skipScrapes(time);
    whole.times.push(time);
    whole.values.push(value);
    skipScrapes(time + 1);
  }
  if (times.length > 0) addScrapes(Number.POSITIVE_INFINITY);
  return whole;
}

/** How much was counted in a span, and whether samples reach over all of it. */
export interface Increase {
  readonly by: number;
  readonly whole: boolean;
}

/** Increases over spans that follow each other: the n-th is (edges[n], edges[n + 1]]. Linear in edges and samples. */
export function increases(curve: CounterCurve, edges: readonly Instant[]): readonly Increase[] {
  const totals = totalsAt(curve, edges);
  const first = curve.times[0] ?? Number.POSITIVE_INFINITY;
  const last = curve.times.at(-1) ?? Number.NEGATIVE_INFINITY;
  return edges.slice(1).map((to, index) => {
    const [from = to, before = 0, after = 0] = [edges[index], totals[index], totals[index + 1]];
    return { by: after - before, whole: from >= first && to <= last };
  });
}

function totalsAt({ times, totals }: CounterCurve, edges: readonly Instant[]): readonly number[] {
  const final = totals.at(-1) ?? 0;
  let next = 0;
  return edges.map((edge) => {
    while (next < times.length && (times[next] ?? edge) < edge) next += 1;
    const [time, total] = [times[next], totals[next]];
    if (time === undefined || total === undefined) return final;
    const [before, below] = [times[next - 1], totals[next - 1]];
    if (time === edge) return total;
    if (before === undefined || below === undefined) return 0;
    return below + ((total - below) * (edge - before)) / (time - before);
  });
}
