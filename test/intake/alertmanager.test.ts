import { describe, expect, it } from "vitest";
import { InquestError } from "../../src/core/errors.js";
import { readAlertmanager } from "../../src/intake/alertmanager.js";

const NOW = Date.parse("2026-03-01T04:00:00Z");
const LABELS = { alertname: "HighLatency", service: "checkout", namespace: "shop", severity: "critical" };
const WEBHOOK = {
  version: "4",
  groupKey: '{}:{alertname="HighLatency"}',
  truncatedAlerts: 0,
  status: "firing",
  receiver: "inquest",
  groupLabels: { alertname: "HighLatency" },
  commonLabels: LABELS,
  commonAnnotations: {},
  externalURL: "http://alertmanager:9093",
  alerts: [
    {
      status: "firing",
      labels: LABELS,
      annotations: { summary: "checkout is slow" },
      startsAt: "2026-03-01T03:14:00.123456789Z",
      endsAt: "0001-01-01T00:00:00Z",
      generatorURL: "http://prometheus:9090/graph",
      fingerprint: "4f2d8c1e",
    },
  ],
};

function read(value: unknown) {
  return readAlertmanager(typeof value === "string" ? value : JSON.stringify(value), "alert.json", NOW);
}

function refusal(value: unknown): InquestError {
  try {
    read(value);
  } catch (error) {
    if (error instanceof InquestError) return error;
    throw error;
  }
  throw new Error("it was read");
}

describe("readAlertmanager", () => {
  it("reads a webhook payload of version 4", () => {
    expect(read(WEBHOOK)).toEqual([
      {
        kind: "alert",
        entity: { kind: "service", namespace: "shop", name: "checkout" },
        name: "HighLatency",
        state: "firing",
        severity: "critical",
        startsAt: Date.parse("2026-03-01T03:14:00.123Z"),
        endsAt: null,
        labels: LABELS,
        annotations: { summary: "checkout is slow" },
      },
    ]);
  });

  it("reads a resolved alert with its end", () => {
    const [alert] = read({
      ...WEBHOOK,
      alerts: [{ ...WEBHOOK.alerts[0], status: "resolved", endsAt: "2026-03-01T03:30:00Z" }],
    });
    expect(alert).toMatchObject({ state: "resolved", endsAt: Date.parse("2026-03-01T03:30:00Z") });
  });

  it("reads a list of API v2 alerts, where the end of a firing one is only its time-out", () => {
    const v2 = { labels: LABELS, annotations: {}, startsAt: "2026-03-01T03:14:00Z", endsAt: "2026-03-01T04:04:00Z" };
    const alerts = read([
      { ...v2, status: { state: "active", silencedBy: [], inhibitedBy: [] } },
      { ...v2, status: { state: "suppressed", silencedBy: ["x"], inhibitedBy: [] } },
      { ...v2, endsAt: "2026-03-01T03:20:00Z" },
    ]);
    expect(alerts.map(({ state, endsAt }) => [state, endsAt])).toEqual([
      ["firing", null],
      ["silenced", null],
      ["resolved", Date.parse("2026-03-01T03:20:00Z")],
    ]);
  });

  it("reads a single alert, and one without a start as starting now", () => {
    expect(read({ labels: LABELS })).toMatchObject([{ startsAt: NOW, state: "firing", annotations: {} }]);
  });

  it("reads a start within the clocks' tolerance as now, and refuses a later one", () => {
    expect(read({ labels: LABELS, startsAt: "2026-03-01T04:04:00Z" })).toMatchObject([{ startsAt: NOW }]);
    expect(refusal({ labels: LABELS, startsAt: "2026-03-01T05:00:00Z" })).toMatchObject({
      code: "ALERT_INVALID",
      what: "the alert starts in the future: `2026-03-01T05:00:00Z`",
      where: "alert.json, the alert.startsAt",
    });
  });

  it("keeps 64-bit numbers in labels as they stand", () => {
    expect(read('{"labels": {"alertname": "A", "order": 9007199254740993, "up": true}}')[0]?.labels).toEqual({
      alertname: "A",
      order: "9007199254740993",
      up: "true",
    });
  });

  it("cuts a long annotation instead of refusing the alert", () => {
    const [alert] = read({ labels: LABELS, annotations: { description: "x".repeat(10_000) } });
    expect(alert?.annotations["description"]).toHaveLength(4_096);
  });
});

describe("readAlertmanager, adversarial", () => {
  it.each<[string, unknown, string, string]>([
    ["no object", "7", "alert.json", "this is no alert"],
    ["an empty text", "  ", "alert.json", "the text is empty"],
    ["an empty list", "[]", "alert.json", "this is no alert"],
    ["no labels", "{}", "alert.json, labels", "this is no alert"],
    ["alerts that are no list", '{"alerts": 3}', "alert.json, alerts", "this is no alert"],
    ["another version", { ...WEBHOOK, version: "5" }, "alert.json, version", "version `5`"],
    [
      "a label of the wrong type",
      [{ labels: { alertname: ["x"] } }],
      "alert.json, [0].labels.alertname",
      "this is no alert",
    ],
    ["a time that is none", [{ labels: LABELS, startsAt: "soon" }], "alert.json, [0].startsAt", "`soon` is no time"],
    [
      "a time before 1970",
      [{ labels: LABELS, startsAt: "1960-01-01T00:00:00Z" }],
      "alert.json, [0].startsAt",
      "is no time",
    ],
    ["a number for a time", [{ labels: LABELS, startsAt: 5 }], "alert.json, [0].startsAt", "this is no alert"],
    ["a name that stands twice", '{"labels": {"a": "1",\n "a": "2"}}', "alert.json, line 2, column 2", "stands twice"],
    ["prototype pollution", '{"labels": {"__proto__": {"x": 1}}}', "alert.json, line 1, column 13", "__proto__"],
    ["a truncated text", '{"labels": {"a": "1"', "alert.json, line 1, column 21", "no JSON"],
    ["a depth of 100,000", "[".repeat(100_000), "alert.json, line 1, column 65", "no JSON"],
    [
      "129 labels",
      { labels: Object.fromEntries(Array.from({ length: 129 }, (_, i) => [`l${i}`, "x"])) },
      "alert.json, the alert.labels",
      "129 labels",
    ],
    ["1,001 alerts", Array.from({ length: 1_001 }, () => ({ labels: {} })), "alert.json", "this is no alert"],
  ])("refuses %s, naming file and place", (_, value, where, what) => {
    const error = refusal(value);
    expect(error.code).toBe("ALERT_INVALID");
    expect(error.where).toBe(where);
    expect(error.what).toContain(what);
    expect(error.remedy).not.toBe("");
  });

  it("refuses what is larger than 1 MiB before reading it", () => {
    expect(refusal(`{"labels": {"a": "${"x".repeat(10_000_000)}"}}`)).toMatchObject({
      code: "INPUT_TOO_LARGE",
      where: "alert.json",
    });
  });

  it("makes nothing of `constructor` and `toString` as labels but labels", () => {
    const [alert] = read('{"labels": {"alertname": "A", "toString": "x", "constructor": "y"}}');
    expect(Object.entries(alert?.labels ?? {})).toEqual([
      ["alertname", "A"],
      ["toString", "x"],
      ["constructor", "y"],
    ]);
  });
});
