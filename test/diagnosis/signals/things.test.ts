import { describe, expect, it } from "vitest";
import { parseEntity } from "../../../src/core/entity.js";
import type { RawRecord } from "../../../src/core/record.js";
import { alerts } from "../../../src/diagnosis/signals/alerts.js";
import { changes } from "../../../src/diagnosis/signals/changes.js";
import { events } from "../../../src/diagnosis/signals/events.js";
import { lockWaits } from "../../../src/diagnosis/signals/lock-waits.js";
import { states } from "../../../src/diagnosis/signals/states.js";
import { madeEvidence, madeSeries, madeState, metricsAnswer } from "../../support/made-evidence.js";
import { ALL, CONTEXT, observe, run } from "./observe.js";

const ORDERS = parseEntity("orders");
const given = (...records: readonly RawRecord[]) =>
  madeEvidence({ capability: "cluster.objects", params: { kind: "any" } }, records, []);

describe("lock waits", () => {
  const session = (time: number | null, pid: number, blockedBy: readonly number[], rest: Record<string, string> = {}) =>
    madeState(
      "database:db",
      "session",
      { pid, blockedBy, waitEventType: blockedBy.length > 0 ? "Lock" : "Client", ...rest },
      time,
    );

  it("follows the queue to the session that waits for nobody, and to the one that owns it", () => {
    const holder = { application: "nightly", state: "idle in transaction" };
    const [seen, ...rest] = observe(lockWaits, [
      given(
        session(395_000, 1, []),
        session(400_000, 1, [], holder),
        session(400_000, 2, [1]),
        session(400_000, 3, [2]),
      ),
      metricsAnswer(ALL, madeSeries("process:nightly", [1])),
    ]);
    expect(rest).toEqual([]);
    expect(seen).toMatchObject({
      signal: "lock-wait",
      direction: "is",
      size: 2,
      onset: { at: 400_000, earliest: 395_000 },
      subject: "session 1 of nightly, idle in transaction, blocks 2",
      other: { kind: "process", name: "nightly" },
      cite: { record: 1 },
    });
  });

  it("tells of a ring or an unlisted holder without naming one", () => {
    const ring = observe(lockWaits, [given(session(400_000, 2, [3]), session(400_000, 3, [2]))]);
    expect(ring).toMatchObject([
      { size: 2, subject: "2 sessions wait for locks, the holder is not listed", other: null },
    ]);
    expect(observe(lockWaits, [given(session(400_000, 2, [99]))])).toMatchObject([{ size: 1 }]);
  });

  it("reads the fields as PostgreSQL's own views name them", () => {
    const waiting = madeState("database:db", "session", { pid: 8, wait_event_type: "Lock", blocked_by: "{4,5}" }, null);
    expect(
      observe(lockWaits, [given(waiting, madeState("database:db", "session", { pid: 4, state: "active" }, null))]),
    ).toMatchObject([{ onset: null, subject: "session 4, active, blocks 1" }]);
  });

  it("sees nothing where nobody waits", () => {
    expect(observe(lockWaits, [given(session(400_000, 1, []), session(400_000, 2, []))])).toEqual([]);
  });
});

describe("states", () => {
  it("sees a process that stopped running between two snapshots", () => {
    const seen = observe(states, [
      given(
        madeState("orders", "process", { running: true }, 290_000),
        madeState("orders", "process", { running: false }, 310_000),
      ),
    ]);
    expect(seen).toMatchObject([
      {
        subject: "process: not running",
        direction: "appeared",
        onset: { at: 310_000, earliest: 290_000 },
        cite: { record: 1 },
      },
    ]);
  });

  it("does not date what stood so before the window", () => {
    const seen = observe(states, [
      given(
        madeState("orders", "process", { running: false }, 290_000),
        madeState("orders", "process", { running: false }, 310_000),
      ),
    ]);
    expect(seen).toMatchObject([{ direction: "is", onset: null }]);
  });

  it.each([
    ["object", { spec: { replicas: 3 }, status: { readyReplicas: 1 } }, "object: fewer ready than desired"],
    ["object", { replicas: { desired: 1, ready: 0 } }, "object: fewer ready than desired"],
    ["container", { state: { waiting: { reason: "ImagePullBackOff" } } }, "container: waiting: ImagePullBackOff"],
    ["node-service", { state: "dead" }, "node-service: not running"],
    ["endpoints", { addresses: [] }, "endpoints: no endpoint is ready"],
    ["connectivity", { result: "connection refused" }, "connectivity: does not accept connections"],
    ["probe", { healthy: false }, "probe: not ready"],
  ] as const)("sees what no healthy system shows: %s %j", (aspect, fields, subject) => {
    expect(observe(states, [given(madeState("orders", aspect, fields))])).toMatchObject([{ subject, signal: "state" }]);
  });

  it("sees nothing in healthy ones", () => {
    const healthy = [
      madeState("orders", "process", { running: true, ready: true, restarts: 0 }, 400_000),
      madeState("orders", "object", { replicas: { desired: 1, ready: 1 }, phase: "Running" }, 400_000),
      madeState("orders", "endpoints", { ready: 1, addresses: ["10.0.0.1:80"] }, 400_000),
      madeState("orders", "connectivity", { open: true }, 400_000),
    ];
    expect(observe(states, [given(...healthy)])).toEqual([]);
  });

  it("sees a count of restarts rise, and not one that stands", () => {
    const restarts = (...counts: readonly number[]) =>
      given(
        ...counts.map((count, index) => madeState("orders", "process", { restarts: count }, 290_000 + index * 20_000)),
      );
    expect(observe(states, [restarts(2, 5)])).toMatchObject([
      { signal: "restarts", direction: "up", size: 3, onset: { earliest: 290_000, latest: 310_000 } },
    ]);
    expect(observe(states, [restarts(5, 5)])).toEqual([]);
  });
});

describe("events", () => {
  const event = (
    reason: string,
    time: number | null,
    severity: "normal" | "warning" = "warning",
    count = 1,
  ): RawRecord => ({
    kind: "event",
    entity: ORDERS,
    time,
    severity,
    reason,
    message: "",
    count,
  });

  it("sees warnings that the reference did not have, and many more of those that it had", () => {
    const seen = observe(events, [
      given(
        event("Unhealthy", 100_000),
        event("Unhealthy", 400_000),
        event("Killed", 410_000),
        event("BackOff", 1_000),
        event("BackOff", 400_000, "warning", 30),
      ),
    ]);
    expect(seen.map(({ subject, direction, onset }) => [subject, direction, onset?.at])).toEqual([
      ["BackOff", "up", 400_000],
      ["Killed", "appeared", 410_000],
    ]);
  });

  it("passes over what is normal", () => {
    expect(observe(events, [given(event("Pulled", 400_000, "normal"))])).toEqual([]);
  });

  it("sees an event without a time, and dates it not", () => {
    expect(observe(events, [given(event("Killed", null))])).toMatchObject([{ onset: null }]);
  });
});

describe("changes", () => {
  const change = (time: number, path: string): RawRecord => ({
    kind: "change",
    entity: ORDERS,
    time,
    change: "configuration",
    summary: "",
    reference: "",
    by: "",
    fields: [{ path, before: 1, after: 2 }],
  });

  it("weighs nearness in time", () => {
    const late = { ...CONTEXT, window: { from: 7_200_000, to: 7_500_000 }, now: 7_500_000 };
    const seen = observe(changes, [given(change(7_190_000, "env.A"), change(100_000, "env.B"))], late);
    const [near, far] = [...seen].sort((a, b) => b.size - a.size);
    expect(near).toMatchObject({ subject: "configuration env.A", onset: { at: 7_190_000 } });
    expect(near?.size).toBeGreaterThan(50 * (far?.size ?? 0));
  });

  it("says less of each where much was changed at once", () => {
    const many = Array.from({ length: 20 }, (_, index) => change(299_000, `env.${index}`));
    expect(observe(changes, [given(...many)])[0]?.size).toBeCloseTo(1 / 20, 2);
  });

  it("weighs nearness to the symptom where its beginning is known, and nothing after it", () => {
    const since = { ...CONTEXT, since: 480_000 };
    const seen = observe(
      changes,
      [given(change(479_000, "env.A"), change(310_000, "env.B"), change(590_000, "env.C"))],
      since,
    );
    const sizes = new Map(seen.map(({ subject, size }) => [subject, size]));
    expect(sizes.get("configuration env.A")).toBeGreaterThan(sizes.get("configuration env.B") ?? 1);
    expect(sizes.get("configuration env.C")).toBe(0);
  });

  it("passes over what was changed after the window", () => {
    expect(observe(changes, [given(change(700_000, "env.A"))])).toEqual([]);
  });
});

describe("alerts", () => {
  const alert = (startsAt: number, endsAt: number | null, entity = true): RawRecord => ({
    kind: "alert",
    entity: entity ? ORDERS : null,
    name: "SlowOrders",
    state: endsAt === null ? "firing" : "resolved",
    severity: "page",
    startsAt,
    endsAt,
    labels: {},
    annotations: {},
  });

  it("tells a firing alert from one that recovered", () => {
    expect(observe(alerts, [given(alert(400_000, null))])).toMatchObject([
      { direction: "is", subject: "SlowOrders fires", onset: { at: 400_000 } },
    ]);
    expect(observe(alerts, [given(alert(400_000, 450_000))])).toMatchObject([
      { direction: "vanished", subject: "SlowOrders recovered" },
    ]);
  });

  it("sees flapping", () => {
    const flapping = [alert(310_000, 320_000), alert(330_000, 340_000), alert(400_000, 410_000)];
    expect(observe(alerts, [given(...flapping)]).map(({ subject }) => subject)).toEqual([
      "SlowOrders recovered",
      "SlowOrders flaps",
    ]);
  });

  it("drops alerts that name no entity, and says so", () => {
    expect(run(alerts, [given(alert(400_000, null, false))])).toEqual({
      observations: [],
      dropped: [{ why: "alerts that name no entity", count: 1 }],
    });
  });
});
