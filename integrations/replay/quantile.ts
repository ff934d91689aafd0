/** A value that stands for `weight` of its like. */
export interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/** For each share the least value up to which that share of the weight lies (the nearest rank); 0 of nothing. */
export function weightedQuantiles(values: readonly Weighted[], shares: readonly number[]): readonly number[] {
  const rising = values.toSorted((a, b) => a.value - b.value);
  let total = 0;
  const reached = rising.map(({ weight }) => (total += weight));
  // Sums of weights such as 1 / 0.07 are not exact.
  return shares.map((share) => rising[reached.findIndex((sum) => sum >= share * total * (1 - 1e-9))]?.value ?? 0);
}

/** A cumulative bucket: how many observations were at most `le`. */
export interface Bucket {
  /** `Infinity` for the last. */
  readonly le: number;
  readonly count: number;
}

/**
 * The `q`-quantile of a histogram, its buckets in rising order, as Prometheus' `histogram_quantile`: linear inside
 * of the bucket where the rank falls, the highest finite bound where it falls in the last one, and the first bound
 * where that is not positive. Null where nothing was observed or the last bucket is not `+Inf`.
 */
export function histogramQuantile(buckets: readonly Bucket[], q: number): number | null {
  const rising = withoutDips(buckets);
  const last = rising.at(-1);
  if (last === undefined || last.le !== Number.POSITIVE_INFINITY || rising.length < 2 || !(last.count > 0)) return null;
  const rank = q * last.count;
  const index = rising.findIndex(({ count }) => count >= rank);
  const bucket = rising[index];
  const below = rising[index - 1];
  if (bucket === undefined || bucket.le === Number.POSITIVE_INFINITY) return below?.le ?? null;
  if (below === undefined && bucket.le <= 0) return bucket.le;
  const [start, before] = below === undefined ? [0, 0] : [below.le, below.count];
  const inside = bucket.count - before;
  return inside <= 0 ? bucket.le : start + ((bucket.le - start) * (rank - before)) / inside;
}

/** Counts scraped while being written may dip; a cumulative count never does. */
function withoutDips(buckets: readonly Bucket[]): readonly Bucket[] {
  let highest = 0;
  return buckets.map(({ le, count }) => {
    highest = Math.max(highest, count);
    return { le, count: highest };
  });
}
