/** Intervals at 95 %: Wilson's for shares, a seeded percentile bootstrap for means. */
import { SeededRandom } from "../testbed/seeded-random.js";
import { mean, quantile } from "./statistics.js";

export type Interval = readonly [low: number, high: number];

const Z = 1.959963984540054;
const RESAMPLES = 2_000;

/**
 * Wilson's score interval (E. B. Wilson, 1927) of a share. `successes` may be a fraction where a case was run
 * several times; `of` is the number of independent cases. Without cases nothing is known: [0, 1].
 */
export function wilson(successes: number, of: number): Interval {
  if (of === 0) return [0, 1];
  const share = successes / of;
  const scale = 1 + Z ** 2 / of;
  const centre = (share + Z ** 2 / (2 * of)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/** Percentile bootstrap (B. Efron, 1979) of the mean; the same seed gives the same interval. Null without values. */
export function bootstrapMean(values: readonly number[], seed: number): Interval | null {
  if (values.length === 0) return null;
  const random = new SeededRandom(seed);
  const means = Array.from({ length: RESAMPLES }, () => mean(values.map(() => random.pick(values))) ?? 0);
  return [quantile(means, 0.025) ?? 0, quantile(means, 0.975) ?? 0];
}
