/** A shop of two services and a database, ten minutes long, small enough to be worked out by hand. */
import type { EntityRef } from "../../src/core/entity.js";
import { RecordingManifest } from "../../src/core/recording.js";
import type { Instant, Window } from "../../src/core/time.js";
import type { RecordedStreams } from "./recorded-io.js";

export const START: Instant = 1_700_000_000_000;
export const NOW: Instant = START + 600_000;
export const WHOLE: Window = { from: START, to: NOW };

export const at = (seconds: number): Instant => START + seconds * 1_000;
export const between = (from: number, to: number): Window => ({ from: at(from), to: at(to) });

export const service = (name: string): EntityRef => ({ kind: "service", namespace: "shop", name });
export const checkout = service("checkout");
export const stock = service("stock");
export const orders: EntityRef = { kind: "database", namespace: "shop", name: "orders" };
export const node: EntityRef = { kind: "node", namespace: "", name: "node-1" };
export const giftFlag: EntityRef = { kind: "flag", namespace: "shop", name: "gift-wrapping" };
export const mailQueue: EntityRef = { kind: "queue", namespace: "shop", name: "mail" };

const scrapes = Array.from({ length: 61 }, (_, n) => at(10 * n));

/** Raw samples each ten seconds; `value` of the number of the scrape. */
export function series(
  entity: EntityRef,
  metric: string,
  type: "counter" | "gauge" | "histogram",
  labels: Readonly<Record<string, string>>,
  value: (scrape: number) => number | null,
) {
  return {
    kind: "samples",
    entity,
    metric,
    type,
    unit: "",
    labels,
    times: scrapes,
    values: scrapes.map((_, n) => value(n)),
  };
}

const bucket = (le: string, perScrape: number) =>
  series(
    checkout,
    "http_server_request_duration_seconds_bucket",
    "histogram",
    { route: "/pay", le },
    (n) => n * perScrape,
  );

const line = (seconds: number, entity: EntityRef, severity: string, text: string) => ({
  kind: "line",
  entity,
  time: at(seconds),
  severity,
  text,
});

const span = (
  second: number,
  side: string,
  between: readonly [EntityRef, EntityRef | null],
  durationMs: number,
  status = "ok",
) => {
  const [entity, peer] = between;
  const parent = side === "server" && entity === stock ? `checkout-client-${second}` : null;
  const id = `${entity.name}-${side}-${second}`;
  return {
    kind: "span",
    entity,
    trace: `t${second}`,
    span: id,
    parent,
    operation: "POST /pay",
    side,
    peer,
    start: at(second),
    durationMs,
    status,
  };
};

const state = (seconds: number, entity: EntityRef, aspect: string, fields: Readonly<Record<string, unknown>>) => ({
  kind: "state",
  entity,
  aspect,
  time: at(seconds),
  fields,
});

const session = (seconds: number, pid: number, blockedBy: readonly number[]) =>
  state(seconds, orders, "session", {
    pid,
    state: "active",
    waitEventType: blockedBy.length > 0 ? "Lock" : null,
    blockedBy,
  });

export const shopStreams = {
  metrics: [
    series(
      checkout,
      "http_server_requests_total",
      "counter",
      { route: "/pay", status: "200", pid: "7" },
      (n) => 100 * n,
    ),
    series(checkout, "http_server_requests_total", "counter", { route: "/pay", status: "502", pid: "7" }, (n) =>
      n < 30 ? null : 10 * (n - 29),
    ),
    bucket("0.1", 50),
    bucket("0.5", 90),
    bucket("+Inf", 100),
    series(checkout, "http_server_request_duration_seconds_count", "histogram", { route: "/pay" }, (n) => 100 * n),
    series(checkout, "http_server_request_duration_seconds_sum", "histogram", { route: "/pay" }, (n) => 12 * n),
    series(checkout, "http_client_request_duration_seconds_count", "histogram", { peer: "stock" }, (n) => 40 * n),
    series(checkout, "process_resident_memory_bytes", "gauge", {}, (n) => 1_000_000 + n),
    series(orders, "db_connections", "gauge", { state: "active", instance: "a" }, () => 3),
    series(orders, "db_connections", "gauge", { state: "active", instance: "b" }, () => 4),
    series(orders, "db_connections", "gauge", { state: "idle", instance: "a" }, () => 5),
  ],
  catalogue: [
    {
      kind: "metric",
      entity: checkout,
      metric: "http_server_requests_total",
      role: "request-rate",
      unit: "1",
      type: "counter",
    },
    { kind: "metric", entity: orders, metric: "db_connections", role: "connections", unit: "1", type: "gauge" },
  ],
  logs: [
    line(5, checkout, "info", "order 17 placed"),
    line(15, checkout, "info", "order 18 placed"),
    line(20, stock, "debug", "cache is warm"),
    line(300, checkout, "error", "POST /stock failed: Timeout after 2500 ms"),
    line(310, checkout, "error", "POST /stock failed: timeout after 2600 ms"),
    line(320, checkout, "unknown", "    at Object.pay (pay.js:14:3)"),
    { kind: "line", entity: stock, time: null, severity: "warn", text: "clock is not set" },
  ],
  spans: [
    span(10, "server", [checkout, null], 120),
    span(10, "client", [checkout, stock], 80),
    span(10, "server", [stock, null], 60),
    span(320, "server", [checkout, null], 2_600, "error"),
    span(320, "client", [checkout, stock], 2_500, "error"),
    span(320, "server", [stock, null], 4_000),
    span(330, "client", [stock, orders], 35),
  ],
  changes: [
    {
      kind: "change",
      entity: stock,
      time: at(280),
      change: "deploy",
      summary: "stock 1.9",
      reference: "r-19",
      by: "ci",
      fields: [],
    },
    {
      kind: "change",
      entity: giftFlag,
      time: at(40),
      change: "flag",
      summary: "gift wrapping on",
      reference: "",
      by: "ana",
      fields: [{ path: "enabled", before: false, after: true }],
    },
  ],
  events: [
    {
      kind: "event",
      entity: stock,
      time: at(281),
      severity: "normal",
      reason: "Started",
      message: "started stock 1.9",
      count: 1,
    },
    {
      kind: "event",
      entity: node,
      time: null,
      ageMs: 90_000,
      severity: "warning",
      reason: "DiskPressure",
      message: "disk is filling",
      count: 3,
    },
  ],
  states: [
    state(100, checkout, "object", { kind: "Deployment", replicas: 2, owner: "shop" }),
    state(400, checkout, "object", { kind: "Deployment", replicas: 2, owner: "shop" }),
    state(500, checkout, "object", { kind: "Deployment", replicas: 1, owner: "shop" }),
    state(500, checkout, "process", { running: true, restarts: 0 }),
    state(500, stock, "endpoints", { addresses: [], owner: { kind: "service", name: "checkout" } }),
    session(100, 71, []),
    session(500, 71, []),
    session(500, 72, [71]),
    state(100, orders, "lock", { pid: 70, granted: true }),
    state(100, orders, "setting", { max_connections: 60 }),
    state(500, orders, "setting", { max_connections: 40 }),
    state(30, giftFlag, "flag", { enabled: false }),
    state(50, giftFlag, "flag", { enabled: true }),
    state(200, mailQueue, "queue", { messages: 4, consumers: 1 }),
    state(300, node, "node-service", { name: "kubelet", active: true }),
    state(300, node, "node-service", { name: "containerd", active: true }),
    state(300, stock, "connectivity", { from: "checkout", port: 8080, open: false }),
  ],
  topology: [
    { kind: "edge", from: checkout, to: stock, relation: "calls", window: null },
    { kind: "edge", from: stock, to: orders, relation: "reads-from", window: null },
  ],
  alerts: [
    {
      kind: "alert",
      entity: checkout,
      name: "CheckoutSlow",
      state: "resolved",
      severity: "critical",
      startsAt: at(340),
      endsAt: NOW + 60_000,
      labels: { service: "checkout" },
      annotations: {},
    },
    {
      kind: "alert",
      entity: null,
      name: "Watchdog",
      state: "resolved",
      severity: "none",
      startsAt: at(10),
      endsAt: at(20),
      labels: {},
      annotations: {},
    },
  ],
} satisfies RecordedStreams;

const streams = Object.fromEntries(
  Object.keys(shopStreams).map((name) => [
    name,
    { file: `${name}.ndjson`, window: { from: START, to: NOW }, entities: null },
  ]),
);

export const shopManifest: RecordingManifest = RecordingManifest.parse({
  format: "inquest-recording/1",
  name: "small-shop",
  now: NOW,
  window: { from: START, to: NOW },
  references: [{ window: between(0, 240), declaredBy: "the test" }],
  labels: { owner: "team-shop", environment: "test", tier: "1", dataClass: "internal" },
  streams,
  origin: { recorder: "by hand" },
});

/** The same shop, with other declarations about one stream. */
export function declaring(stream: string, declared: Readonly<Record<string, unknown>>): RecordingManifest {
  const before = shopManifest.streams[stream as keyof typeof shopManifest.streams];
  return RecordingManifest.parse({
    ...shopManifest,
    streams: { ...shopManifest.streams, [stream]: { ...before, ...declared } },
  });
}
