import type { Incident } from "../../src/core/incident.js";

type Alert = Incident["alerts"][number];

/** A firing alert, with what a test cares about. */
export function anAlert(given: Partial<Alert> = {}): Alert {
  return {
    kind: "alert",
    entity: null,
    name: "HighLatency",
    state: "firing",
    severity: "critical",
    startsAt: 1_000_000,
    endsAt: null,
    labels: { alertname: "HighLatency" },
    annotations: {},
    ...given,
  };
}
