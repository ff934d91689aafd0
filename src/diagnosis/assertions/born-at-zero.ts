import type { Instant } from "../../core/time.js";
import type { Samples } from "./samples.js";

/** Zeros put before one series at most: a day of samples at ten seconds. */
const MOST_ZEROS = 8_640;

/**
 * A rate made from a counter, from the beginning of what was looked at. A counter is made when it first counts
 * something, so that where a source was watched and did not have it yet, it had counted nothing.
 * @param from the beginning of the time that was looked at without a gap up to the first sample
 */
export function bornAtZero(series: Samples, from: Instant): Samples {
  const [first, second] = series.times;
  const step = first !== undefined && second !== undefined ? second - first : 0;
  if (series.statistic !== "rate" || first === undefined || step <= 0) return series;
  const count = Math.min(MOST_ZEROS, Math.floor((first - from) / step));
  if (count <= 0) return series;
  const times = Array.from({ length: count }, (_, index) => first - (count - index) * step);
  return { ...series, times: [...times, ...series.times], values: [...times.map(() => 0), ...series.values] };
}
