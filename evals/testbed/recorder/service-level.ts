/** Service levels from raw series, as PromQL's `rate`, `increase` and `histogram_quantile` would give them. */
import type { EntityRef } from "../../../src/index.js";
import { increase, type SeriesStore } from "./series-store.js";

/** Quantile of request durations in seconds over the window, all routes together; null where nothing was served. */
export function latencyQuantile(
  store: SeriesStore,
  entity: EntityRef,
  quantile: number,
  now: number,
  windowMs: number,
): number | null {
  const counts = new Map<number, number>();
  for (const series of store.find(entity, "http_server_request_duration_seconds_bucket")) {
    const bound = series.labels["le"] === "+Inf" ? Number.POSITIVE_INFINITY : Number(series.labels["le"]);
    counts.set(bound, (counts.get(bound) ?? 0) + (increase(series, now, windowMs) ?? 0));
  }
  const buckets = [...counts].sort(([a], [b]) => a - b);
  return quantileOf(buckets, quantile);
}

/** Linear within the bucket, as `histogram_quantile` does; the last finite bound where it lies beyond. */
export function quantileOf(
  buckets: readonly (readonly [bound: number, cumulative: number])[],
  quantile: number,
): number | null {
  const total = buckets.at(-1)?.[1] ?? 0;
  if (total <= 0) return null;
  const rank = quantile * total;
  let lower = 0;
  let below = 0;
  for (const [bound, cumulative] of buckets) {
    if (cumulative >= rank) {
      if (!Number.isFinite(bound)) return lower;
      return cumulative === below ? bound : lower + ((bound - lower) * (rank - below)) / (cumulative - below);
    }
    lower = bound;
    below = cumulative;
  }
  return lower;
}

/** Share of requests answered with 5xx over the window; null where nothing was served. */
export function errorRatio(store: SeriesStore, entity: EntityRef, now: number, windowMs: number): number | null {
  let all = 0;
  let failed = 0;
  for (const series of store.find(entity, "http_server_requests_total")) {
    const grown = increase(series, now, windowMs) ?? 0;
    all += grown;
    if (series.labels["status"]?.startsWith("5") === true) failed += grown;
  }
  return all <= 0 ? null : failed / all;
}
