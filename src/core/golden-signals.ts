import type { MetricRole } from "./metric-role.js";

/** What users feel, worst first: a signal and the direction in which it hurts. After the four golden signals of SRE. */
export const GOLDEN_SIGNALS: readonly (readonly [MetricRole, "up" | "down"])[] = [
  ["error-rate", "up"],
  ["latency", "up"],
  ["availability", "down"],
  ["request-rate", "down"],
];
