import { type Digest, sha256 } from "../core/digest.js";
import type { Incident } from "../core/incident.js";

export type Alert = Incident["alerts"][number];

/**
 * What makes two notices the same alert: equal labels, as in Alertmanager. The fingerprint that a payload claims is
 * not believed, since two different alerts could claim one.
 */
export function alertFingerprint(alert: Pick<Alert, "labels">): Digest {
  const pairs = Object.entries(alert.labels).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return sha256(JSON.stringify(pairs));
}

/** One alert for each fingerprint, where its first notice stood: the latest start wins, and of equal ones the later notice. */
export function deduplicateAlerts(alerts: readonly Alert[]): readonly Alert[] {
  const latest = new Map<Digest, Alert>();
  for (const alert of alerts) {
    const fingerprint = alertFingerprint(alert);
    const known = latest.get(fingerprint);
    if (known === undefined || alert.startsAt >= known.startsAt) latest.set(fingerprint, alert);
  }
  return [...latest.values()];
}
