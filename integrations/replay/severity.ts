import { SEVERITIES } from "../../src/core/record.js";

export type Severity = (typeof SEVERITIES)[number];

/**
 * Whether a line is shown from `least` upwards. Lines that tell no severity always are: a crash often prints
 * its last words without one.
 */
export function severeEnough(severity: Severity, least: Severity | undefined): boolean {
  return least === undefined || severity === "unknown" || SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);
}

/** `unknown` stands between `warn` and `error` here: it may be either. */
export function severityWeight(severity: Severity): number {
  return severity === "unknown" ? SEVERITIES.indexOf("warn") + 0.5 : SEVERITIES.indexOf(severity);
}
