import { createHash } from "node:crypto";
import type { AlertRecord } from "./alert-evaluator.js";

/** Go's zero time, which Alertmanager writes for an alert that has not ended. */
const NEVER = "0001-01-01T00:00:00Z";

/** Labels that all alerts share, with the value that they share. */
function common(maps: readonly Readonly<Record<string, string>>[]): Readonly<Record<string, string>> {
  const [first = {}, ...rest] = maps;
  return Object.fromEntries(Object.entries(first).filter(([key, value]) => rest.every((map) => map[key] === value)));
}

/** A notification as Alertmanager posts it to a webhook (version 4), for alerts of one service. */
export function alertmanagerPayload(alerts: readonly AlertRecord[]): object {
  const labels = alerts.map((alert) => alert.labels);
  const { namespace = "", service = "" } = common(labels);
  const firing = alerts.some((alert) => alert.state === "firing");
  return {
    version: "4",
    groupKey: `{}:{namespace="${namespace}", service="${service}"}`,
    truncatedAlerts: 0,
    status: firing ? "firing" : "resolved",
    receiver: "oncall",
    groupLabels: { namespace, service },
    commonLabels: common(labels),
    commonAnnotations: common(alerts.map((alert) => alert.annotations)),
    externalURL: `http://alertmanager.${namespace}.local:9093`,
    alerts: alerts.map((alert) => ({
      status: alert.state === "resolved" ? "resolved" : "firing",
      labels: alert.labels,
      annotations: alert.annotations,
      startsAt: new Date(alert.startsAt).toISOString(),
      endsAt: alert.endsAt === null ? NEVER : new Date(alert.endsAt).toISOString(),
      generatorURL: `http://prometheus.${namespace}.local:9090/graph?g0.expr=${encodeURIComponent(alert.name)}`,
      fingerprint: createHash("sha256").update(JSON.stringify(alert.labels)).digest("hex").slice(0, 16),
    })),
  };
}
