/**
 * What a series shows in its reference, as the detectors see it. Made to notice, so it also looks at the tails
 * that the reference itself has; what checks a claim has plainer statistics of its own (assertions/).
 */
import type { MetricRole } from "../../core/metric-role.js";

export interface HealthySpread {
  readonly center: number;
  /** One robust standard deviation, with floors; never zero. */
  readonly scale: number;
  /** Beyond these lies what the reference never showed. */
  readonly low: number;
  readonly high: number;
}

/** Differences below this are none, by role, in seconds, bytes, or counts. */
const NOTICEABLE: Readonly<Partial<Record<MetricRole, number>>> = {
  "request-rate": 0.1,
  "outgoing-request-rate": 0.1,
  "error-rate": 0.02,
  "outgoing-error-rate": 0.02,
  latency: 0.002,
  "outgoing-latency": 0.002,
  availability: 0.02,
  cpu: 0.02,
  throttling: 0.01,
  memory: 2 ** 21,
  disk: 2 ** 21,
  network: 2 ** 12,
  connections: 1,
  "connection-limit": 1,
  "pool-waiting": 0.5,
  "queue-depth": 2,
  "in-flight": 1,
  "replication-lag": 0.5,
  restarts: 0.001,
  retries: 0.02,
  "event-loop-lag": 0.005,
  "lock-waiting": 0.5,
  "transaction-age": 1,
};
const IN_BASE_UNITS: Readonly<Record<string, number>> = {
  ms: 1e3,
  us: 1e6,
  ns: 1e9,
  KiBy: 2 ** -10,
  MiBy: 2 ** -20,
  GiBy: 2 ** -30,
};
const TAIL = 0.02;
const SIGMAS = 4;

export function noticeable(role: MetricRole, unit: string): number {
  if (unit === "%") return 2;
  const base = NOTICEABLE[role] ?? 1e-6;
  return unit === "1" && base > 1_000 ? 0.02 : base * (IN_BASE_UNITS[unit] ?? 1);
}

export function ascending(values: Iterable<number>): Float64Array {
  return Float64Array.from(values).sort();
}

/** The value below which a share of the sorted values lies, interpolated; `NaN` of nothing. */
export function quantile(sorted: Float64Array, share: number): number {
  const position = (sorted.length - 1) * share;
  const [below, above] = [Math.floor(position), Math.ceil(position)];
  const [low, high] = [sorted[below] ?? Number.NaN, sorted[above] ?? Number.NaN];
  return low + (high - low) * (position - below);
}

export function middle(values: Iterable<number>): number {
  return quantile(ascending(values), 0.5);
}

export function healthySpread(values: readonly number[], smallest: number): HealthySpread {
  const sorted = ascending(values);
  const center = quantile(sorted, 0.5);
  const deviation = 1.4826 * quantile(ascending(values.map((value) => Math.abs(value - center))), 0.5);
  const scale = Math.max(deviation, 0.04 * Math.abs(center), smallest / 3, Number.MIN_VALUE);
  return {
    center,
    scale,
    low: Math.min(quantile(sorted, TAIL), center - SIGMAS * scale),
    high: Math.max(quantile(sorted, 1 - TAIL), center + SIGMAS * scale),
  };
}
