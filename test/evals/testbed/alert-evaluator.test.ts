import { describe, expect, it } from "vitest";
import { AlertEvaluator, type AlertRule } from "../../../evals/testbed/recorder/alert-evaluator.js";
import { alertmanagerPayload } from "../../../evals/testbed/recorder/alertmanager-payload.js";
import { SeriesStore } from "../../../evals/testbed/recorder/series-store.js";
import { type EntityRef, RECORDING_STREAMS } from "../../../src/index.js";

const gateway: EntityRef = { kind: "service", namespace: "shop", name: "gateway" };
const rule: AlertRule = {
  name: "HighErrorRatio",
  measure: "error-ratio",
  above: 0.1,
  windowMs: 10_000,
  forMs: 10_000,
  severity: "page",
};

/** One evaluation every 5 s; each number is the share that failed of the 100 requests since the last one. */
function evaluated(failedShares: readonly number[]): AlertEvaluator {
  const store = new SeriesStore();
  const evaluator = new AlertEvaluator(gateway, [rule]);
  let failed = 0;
  for (const [index, share] of failedShares.entries()) {
    failed += 100 * share;
    const now = 5_000 * index;
    const requests = (status: string, value: number) =>
      ({ metric: "http_server_requests_total", type: "counter", labels: { status }, value }) as const;
    store.add(gateway, [requests("500", failed), requests("200", 100 * (index + 1) - failed)], now);
    evaluator.evaluate(store, now);
  }
  return evaluator;
}

describe("AlertEvaluator", () => {
  it("fires when the value has been beyond the bound for the rule's patience", () => {
    const [alert, ...others] = evaluated([0, 0, 0.5, 0.5, 0.5, 0.5]).firing();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ name: "HighErrorRatio", state: "firing", startsAt: 20_000, endsAt: null });
    expect(alert?.annotations["description"]).toContain("50.0 %");
  });

  it("does not fire for what is over before", () => {
    expect(evaluated([0, 0, 0.5, 0, 0, 0, 0]).all()).toEqual([]);
  });

  it("resolves when the value is back, and remembers that it fired", () => {
    const evaluator = evaluated([0, 0.5, 0.5, 0.5, 0.5, 0, 0, 0]);
    expect(evaluator.firing()).toEqual([]);
    expect(evaluator.all()).toMatchObject([{ state: "resolved", startsAt: 15_000, endsAt: 30_000 }]);
  });

  it("says nothing about a service without requests", () => {
    expect(evaluated([0]).all()).toEqual([]);
  });

  it("makes records that a recording may hold", () => {
    for (const alert of evaluated([0, 0.5, 0.5, 0.5, 0.5]).all())
      expect(() => RECORDING_STREAMS.alerts.parse(alert)).not.toThrow();
  });
});

describe("alertmanagerPayload", () => {
  it("has the form of a webhook notification, version 4", () => {
    const payload = alertmanagerPayload(evaluated([0, 0.5, 0.5, 0.5, 0.5]).firing());
    expect(payload).toMatchObject({
      version: "4",
      status: "firing",
      groupLabels: { namespace: "shop", service: "gateway" },
      commonLabels: { alertname: "HighErrorRatio" },
      alerts: [{ status: "firing", startsAt: "1970-01-01T00:00:15.000Z", endsAt: "0001-01-01T00:00:00Z" }],
    });
  });

  it("shares only labels that all alerts have", () => {
    const [alert] = evaluated([0, 0.5, 0.5, 0.5, 0.5]).firing();
    if (alert === undefined) throw new Error("the alert should fire");
    const other = { ...alert, labels: { ...alert.labels, alertname: "HighRequestLatency" } };
    expect(alertmanagerPayload([alert, other])).toMatchObject({
      commonLabels: { namespace: "shop", service: "gateway", severity: "page" },
    });
    expect(alertmanagerPayload([alert, other])).not.toHaveProperty("commonLabels.alertname");
  });
});
