import { describe, expect, it } from "vitest";
import { Incident } from "../../src/core/incident.js";
import { incidentFromAlerts } from "../../src/intake/incident-from-alerts.js";
import { anAlert } from "../support/an-alert.js";

const NOW = 100_000_000;
const LOOKING = { now: NOW, earliest: null };
const CHECKOUT = { kind: "service", namespace: "shop", name: "checkout" } as const;
const CART = { kind: "service", namespace: "shop", name: "cart" } as const;

describe("incidentFromAlerts", () => {
  it("begins with the earliest alert that fires, and may look back half an hour before it", () => {
    const incident = incidentFromAlerts(
      [
        anAlert({ entity: CHECKOUT, startsAt: 90_000_000 }),
        anAlert({ entity: CART, name: "HighErrorRate", labels: { alertname: "HighErrorRate" }, startsAt: 80_000_000 }),
        anAlert({ entity: CART, name: "Old", labels: { alertname: "Old" }, startsAt: 1, state: "resolved", endsAt: 2 }),
      ],
      LOOKING,
    );
    expect(incident).toMatchObject({
      title: "HighLatency on service:shop/checkout and 1 more",
      source: "alertmanager",
      scope: [CHECKOUT, CART],
      signal: "latency",
      since: 80_000_000,
      window: { from: 80_000_000 - 30 * 60_000, to: NOW },
    });
    expect(incident.alerts).toHaveLength(3);
  });

  it("takes a metric's name before words, and words of the alert's name before those of its annotations", () => {
    const named = anAlert({
      name: "SLO",
      labels: { alertname: "SLO", metric: "http_requests_total" },
      annotations: { summary: "slow" },
    });
    expect(incidentFromAlerts([named], LOOKING).signal).toBe("request-rate");
    const worded = anAlert({ name: "HighErrorRate", annotations: { summary: "slow" } });
    expect(incidentFromAlerts([worded], LOOKING).signal).toBe("error-rate");
    const told = anAlert({ name: "SLO", annotations: { summary: "it is slow" } });
    expect(incidentFromAlerts([told], LOOKING).signal).toBe("latency");
    expect(incidentFromAlerts([anAlert({ name: "SLO" })], LOOKING).signal).toBeNull();
  });

  it("is the same for the same alerts, and another for others", () => {
    const one = incidentFromAlerts([anAlert()], LOOKING);
    expect(incidentFromAlerts([anAlert(), anAlert()], LOOKING).id).toBe(one.id);
    expect(incidentFromAlerts([anAlert({ labels: { alertname: "B" } })], LOOKING).id).not.toBe(one.id);
  });

  it("stays inside its schema whatever the alerts say", () => {
    const alerts = Array.from({ length: 1_000 }, (_, index) =>
      anAlert({
        entity: { kind: "service", namespace: "", name: `service-${index}` },
        name: "N".repeat(256),
        labels: { alertname: "N".repeat(256), n: String(index) },
        startsAt: index,
      }),
    );
    const incident = incidentFromAlerts(alerts, LOOKING);
    expect(Incident.safeParse(incident).success).toBe(true);
    expect(incident.scope).toHaveLength(64);
    expect(incident.window.from).toBe(0);
  });
});
