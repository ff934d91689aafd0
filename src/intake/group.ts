import type { Alert } from "./deduplicate.js";

/** Alerts that fire all the time on purpose, to show that alerting works; they tell of no symptom. */
const HEARTBEATS: ReadonlySet<string> = new Set(["Watchdog", "InfoInhibitor", "DeadMansSwitch"]);

/** Alerts of one incident: those that tell what hurts, and those that are only told beside them. */
export interface AlertGroup {
  readonly leading: readonly Alert[];
  readonly beside: readonly Alert[];
}

/**
 * Which alerts speak for the incident: those that fire, else the resolved ones. Heartbeats and silenced alerts speak
 * only where nothing else does.
 */
export function groupAlerts(alerts: readonly Alert[]): AlertGroup {
  const speaking = alerts.filter((alert) => !isHeartbeat(alert) && alert.state !== "silenced");
  const firing = speaking.filter((alert) => alert.state === "firing");
  const leading = [firing, speaking, alerts].find((some) => some.length > 0) ?? [];
  return { leading, beside: alerts.filter((alert) => !leading.includes(alert)) };
}

function isHeartbeat(alert: Alert): boolean {
  return HEARTBEATS.has(alert.name) || alert.severity === "none";
}
