/**
 * The evaluator's own statistics: plain, few, and shared with no detector, so that a mistake in what proposes
 * is not repeated by what checks.
 */
import type { MetricRole } from "../../core/metric-role.js";

/** The middle value, the mean of the two middle ones for an even count; `NaN` of nothing. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The median distance from the median. Times 1.4826 it estimates the standard deviation of a normal sample. */
export function medianAbsoluteDeviation(values: readonly number[], center = median(values)): number {
  return median(values.map((value) => Math.abs(value - center)));
}

/** The smallest difference that means anything, by role, in the unit that the role usually has. */
const SMALLEST: Readonly<Record<MetricRole, number>> = {
  "request-rate": 0.05,
  "error-rate": 0.02,
  latency: 0.001,
  "outgoing-request-rate": 0.05,
  "outgoing-error-rate": 0.02,
  "outgoing-latency": 0.001,
  availability: 0.01,
  cpu: 0.01,
  throttling: 0.01,
  memory: 1_048_576,
  "memory-limit": 1_048_576,
  disk: 1_048_576,
  network: 1_024,
  connections: 1,
  "connection-limit": 1,
  "pool-waiting": 0.5,
  "queue-depth": 1,
  "in-flight": 0.5,
  "lock-waiting": 0.5,
  "transaction-age": 0.5,
  "replication-lag": 0.5,
  restarts: 0.001,
  retries: 0.02,
  "event-loop-lag": 0.001,
  other: 1e-9,
};

/** Seconds or bytes in one of the unit; a share or percentage of a resource is no absolute amount. */
const UNIT_SIZE: Readonly<Record<string, number>> = {
  ms: 0.001,
  us: 1e-6,
  ns: 1e-9,
  KiBy: 1_024,
  kBy: 1_000,
  MiBy: 1_048_576,
  MBy: 1e6,
  GiBy: 1_073_741_824,
  GBy: 1e9,
};
const BYTE_ROLES = new Set<MetricRole>(["memory", "memory-limit", "disk", "network"]);

/** The smallest difference that means anything for a series of that role and unit. */
export function smallestDifference(role: MetricRole, unit: string): number {
  if (unit === "%") return 1;
  if (unit === "1" && BYTE_ROLES.has(role)) return 0.01;
  return SMALLEST[role] / (UNIT_SIZE[unit] ?? 1);
}

export interface Spread {
  readonly median: number;
  /** Values between `low` and `high` are what the reference itself shows. */
  readonly low: number;
  readonly high: number;
}

const NORMAL_CONSISTENT = 1.4826;
const RELATIVE_FLOOR = 0.05;

/**
 * A reference's own spread: median ± 3 × 1.4826 × MAD, at least 5 % of the median and at least the smallest
 * difference that means anything, so that a constant reference does not make every flicker remarkable.
 */
export function spreadOf(values: readonly number[], smallest: number): Spread {
  const center = median(values);
  const width = Math.max(
    3 * NORMAL_CONSISTENT * medianAbsoluteDeviation(values, center),
    RELATIVE_FLOOR * Math.abs(center),
    smallest,
  );
  return { median: center, low: center - width, high: center + width };
}

/** How many times `value` is `base`, in the direction claimed; amounts below `smallest` count as `smallest`. */
export function factorBetween(value: number, base: number, direction: "up" | "down", smallest: number): number {
  const [larger, lesser] = direction === "up" ? [value, base] : [base, value];
  return larger / Math.max(lesser, smallest);
}
