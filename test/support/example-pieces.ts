/** What the example's production answers. */
import type { EntityRef } from "../../src/core/entity.js";
import type { RawRecord, RecordOf } from "../../src/core/record.js";
import { piece } from "./evidence-piece.js";
import { CHECKOUT, DATABASE, FAULTY, GATEWAY, MINUTE, ONSET, ORDERS, SECOND, T0, WHOLE } from "./example-times.js";

interface Sampled extends Pick<RecordOf<"series">, "entity" | "metric" | "role" | "unit" | "statistic"> {
  readonly before: number;
  readonly after: number;
}

/** Samples every 10 s over the whole window: `before` until the onset, `after` from then on, with a small ripple. */
function series({ before, after, ...what }: Sampled): RawRecord {
  const times = Array.from({ length: 48 }, (_, i) => T0 + i * 10 * SECOND);
  const values = times.map((at, i) => Number(((at < ONSET ? before : after) * (1 + ((i * 7) % 5) / 50)).toFixed(6)));
  return { kind: "series", ...what, labels: {}, times, values };
}

const LATENCY = { metric: "http_request_duration_seconds", role: "latency", unit: "s", statistic: "p95" } as const;

const edge = (from: EntityRef, to: EntityRef, calls: number, errors: number): RawRecord => ({
  kind: "edge",
  from,
  to,
  relation: to.kind === "database" ? "reads-from" : "calls",
  window: FAULTY,
  calls,
  errors,
});

export function examplePieces() {
  const metrics = piece({
    n: 1,
    seat: "investigator",
    query: { capability: "metrics.range", params: { role: "latency", window: WHOLE } },
    records: [
      series({ ...LATENCY, entity: CHECKOUT, before: 0.041, after: 2.4 }),
      series({ ...LATENCY, entity: ORDERS, before: 0.022, after: 2.3 }),
      series({
        entity: CHECKOUT,
        metric: "http_requests_total",
        role: "request-rate",
        unit: "1/s",
        statistic: "rate",
        before: 12,
        after: 5,
      }),
    ],
    asked:
      'histogram_quantile(0.95, sum by (le, service) (rate(http_request_duration_seconds_bucket{namespace="shop"}[30s])))',
  });
  const edges = piece({
    n: 2,
    seat: "investigator",
    query: { capability: "traces.edges", params: { window: FAULTY } },
    records: [edge(GATEWAY, CHECKOUT, 1_400, 38), edge(CHECKOUT, ORDERS, 1_380, 31), edge(ORDERS, DATABASE, 1_377, 0)],
    asked: "service graph of spans, 12:03:20 to 12:08:00",
  });
  const activity = piece({
    n: 3,
    seat: "investigator",
    query: { capability: "database.activity", params: { database: DATABASE, window: FAULTY } },
    records: [
      {
        kind: "state",
        entity: DATABASE,
        aspect: "session",
        time: ONSET + MINUTE,
        fields: {
          pid: 4711,
          state: "idle in transaction",
          transactionAgeMs: 61_000,
          query: "UPDATE stock SET reserved = reserved + 1 WHERE sku = $1",
          blockedBy: [],
        },
      },
      {
        kind: "state",
        entity: DATABASE,
        aspect: "lock",
        time: ONSET + MINUTE,
        fields: { pid: 4802, state: "active", waitEvent: "transactionid", blockedBy: [4711], waitMs: 48_000 },
      },
    ],
    asked:
      "SELECT pid, state, wait_event, pg_blocking_pids(pid), xact_start, query FROM pg_stat_activity WHERE datname = 'orders'",
  });
  const changes = piece({
    n: 4,
    seat: "investigator",
    query: { capability: "changes.list", params: { window: WHOLE } },
    records: [
      {
        kind: "change",
        entity: GATEWAY,
        time: T0 + MINUTE,
        change: "deploy",
        summary: "gateway 1.8.2",
        reference: "a1b2c3d",
        by: "ci",
        fields: [],
      },
    ],
    asked: "deploy log, 12:00 to 12:08",
    omitted: [{ what: "changes of other teams", why: "not in this log", count: 3 }],
  });
  const settled = piece({
    n: 1,
    seat: "verifier",
    query: { capability: "metrics.range", params: { entity: DATABASE, role: "lock-waiting", window: WHOLE } },
    records: [
      series({
        entity: DATABASE,
        metric: "pg_locks_waiting",
        role: "lock-waiting",
        unit: "1",
        statistic: "value",
        before: 0.01,
        after: 9,
      }),
    ],
    asked: 'pg_locks_waiting{datname="orders"}',
  });
  return { metrics, edges, activity, changes, settled };
}

export type Pieces = ReturnType<typeof examplePieces>;
