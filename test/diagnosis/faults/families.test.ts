import { describe, expect, it } from "vitest";
import type { CaseFile } from "../../../src/core/case-file.js";
import { entityKey } from "../../../src/core/entity.js";
import { FAULT_FAMILIES, findFamily } from "../../../src/diagnosis/faults/registry.js";
import { createReasoner } from "../../../src/minds/reasoner/reasoner.js";
import { MiniIncident } from "../../support/mini-incident.js";
import { runMini } from "../../support/run-mini.js";

const GATEWAY = "service:shop/gateway";
const ORDERS = "service:shop/orders";
const STOCK = "service:shop/stock";
const DB = "database:shop/orders-db";

interface Story {
  readonly fault: string;
  readonly entity: string;
  /** What the incident shows; with `sick` false, all the same but for what hurts and what only the fault shows. */
  readonly tell: (sick: boolean) => MiniIncident;
}

const slow = { before: 0.05, during: 0.9 };
const failing = { before: 0.1, during: 6 };

/** A gateway, two services and a database; `during` says what is different in it. */
function shop(
  sick: boolean,
  signals: Partial<Record<"gateway" | "orders" | "stock", Parameters<MiniIncident["service"]>[1]>>,
): MiniIncident {
  const of = (name: "gateway" | "orders" | "stock") => (sick ? (signals[name] ?? {}) : {});
  return new MiniIncident()
    .calls(GATEWAY, ORDERS)
    .calls(GATEWAY, STOCK)
    .calls(ORDERS, DB)
    .service(GATEWAY, of("gateway"))
    .service(ORDERS, of("orders"))
    .service(STOCK, of("stock"))
    .gauge(DB, "pg_up", { before: 1 })
    .alert(GATEWAY, "SomethingIsWrong");
}

function session(mini: MiniIncident, times: readonly number[], fields: object): MiniIncident {
  for (const time of times) mini.state(DB, "session", time, { application: "orders", blockedBy: [], ...fields });
  return mini;
}

const DURING = [20_000, 60_000, 100_000];
const BEFORE = [-200_000, -150_000, -100_000];
const IDLE = { pid: 7, state: "idle", waitEventType: "Client", transactionMs: null, inStateMs: 900 };

const STORIES: readonly Story[] = [
  {
    fault: "dependency/lock-contention",
    entity: DB,
    tell(sick) {
      const mini = session(
        shop(sick, { gateway: { latency: slow }, orders: { latency: slow } }),
        [...BEFORE, ...DURING],
        IDLE,
      );
      mini.gauge(DB, "pg_locks_waiting", { before: 0, ...(sick ? { during: 5 } : {}) });
      if (!sick) return mini;
      session(mini, DURING, {
        pid: 1,
        application: "archive",
        state: "idle in transaction",
        waitEventType: "Client",
        transactionMs: 60_000,
        inStateMs: 60_000,
      });
      session(mini, DURING, {
        pid: 2,
        state: "active",
        waitEventType: "Lock",
        blockedBy: [1],
        transactionMs: 9_000,
        inStateMs: 9_000,
      });
      return session(mini, DURING, {
        pid: 3,
        state: "active",
        waitEventType: "Lock",
        blockedBy: [1],
        transactionMs: 9_000,
        inStateMs: 9_000,
      });
    },
  },
  {
    fault: "dependency/connection-exhaustion",
    entity: DB,
    tell(sick) {
      const mini = session(
        shop(sick, { gateway: { errors: failing }, orders: { errors: failing } }),
        [...BEFORE, ...DURING],
        IDLE,
      );
      mini
        .gauge(DB, "pg_connections", { before: 20, ...(sick ? { during: 98 } : {}) })
        .gauge(DB, "pg_max_connections", { before: 100 });
      if (!sick) return mini;
      for (let at = 5_000; at < 110_000; at += 5_000)
        mini.line(ORDERS, at, "sorry, too many clients already").line(DB, at, "FATAL: sorry, too many clients already");
      return mini;
    },
  },
  {
    fault: "dependency/slow-query",
    entity: DB,
    tell(sick) {
      const mini = session(
        shop(sick, { gateway: { latency: slow }, orders: { latency: slow } }),
        [...BEFORE, ...DURING],
        IDLE,
      );
      if (!sick) return mini;
      for (let at = 5_000; at < 110_000; at += 5_000) mini.line(DB, at, "duration: 4200 ms statement: SELECT", "info");
      return session(mini, DURING, {
        pid: 4,
        state: "active",
        waitEventType: "IO",
        transactionMs: 8_000,
        inStateMs: 8_000,
      });
    },
  },
  {
    fault: "change/wrong-address",
    entity: ORDERS,
    tell(sick) {
      const mini = shop(sick, { gateway: { errors: failing }, orders: { errors: failing } });
      mini
        .change(ORDERS, -4_000, "configuration", "orders: adjust a setting", "environment.STOCK_URL")
        .calls(ORDERS, STOCK);
      if (!sick) return mini;
      for (let at = 0; at < 110_000; at += 4_000)
        mini
          .line(ORDERS, at, "GET /stock failed: connect ECONNREFUSED 10.0.0.9:8081")
          .add("spans", span(ORDERS, at, "connect ECONNREFUSED"));
      return mini;
    },
  },
  {
    fault: "runtime/service-down",
    entity: ORDERS,
    tell(sick) {
      const mini = shop(sick, {
        gateway: { errors: failing },
        orders: { up: { before: 1, during: 0 }, requests: { before: 20, during: 0 } },
      });
      mini.state(ORDERS, "process", 100_000, { running: !sick, restarts: 0 });
      if (!sick) return mini;
      mini.event(ORDERS, 0, "Exited", "orders ended");
      for (let at = 0; at < 110_000; at += 4_000)
        mini.line(GATEWAY, at, "POST /orders failed: connect ECONNREFUSED 10.0.0.4:8080");
      return mini;
    },
  },
  {
    fault: "runtime/crash-loop",
    entity: ORDERS,
    tell(sick) {
      const mini = shop(sick, { gateway: { errors: failing }, orders: { errors: failing } });
      mini
        .state(ORDERS, "process", 100_000, { running: true, restarts: sick ? 6 : 0 })
        .gauge(ORDERS, "process_restarts", { before: 0.01, ...(sick ? { during: 3 } : {}) });
      if (!sick) return mini;
      for (let at = 0; at < 110_000; at += 20_000)
        mini
          .event(ORDERS, at, "Crashed", "orders ended with exit code 1")
          .line(ORDERS, at, "uncaught exception: cannot read properties of undefined");
      return mini;
    },
  },
  {
    fault: "runtime/memory-kill",
    entity: ORDERS,
    tell(sick) {
      const mini = shop(sick, { gateway: { errors: failing }, orders: { errors: failing } });
      mini
        .gauge(ORDERS, "process_resident_memory_bytes", { before: 9e7, ...(sick ? { during: 3e8 } : {}) })
        .gauge(ORDERS, "process_memory_limit_bytes", { before: 3.3e8 });
      mini.state(ORDERS, "process", 100_000, {
        running: true,
        restarts: sick ? 3 : 0,
        lastExitCode: sick ? 137 : null,
      });
      if (!sick) return mini;
      for (let at = 0; at < 110_000; at += 30_000)
        mini.event(ORDERS, at, "OOMKilled", "orders was over its memory limit");
      return mini;
    },
  },
  {
    fault: "runtime/cpu-saturation",
    entity: ORDERS,
    tell(sick) {
      const mini = shop(sick, {
        gateway: { latency: slow },
        orders: { latency: slow, cpu: { before: 0.2, during: 0.97 } },
      });
      return mini.gauge(ORDERS, "nodejs_eventloop_lag_p99_seconds", { before: 0.01, ...(sick ? { during: 0.4 } : {}) });
    },
  },
  {
    fault: "network/edge-delay",
    entity: STOCK,
    tell(sick) {
      const peer = { labels: { peer: "stock" } };
      const mini = shop(sick, { gateway: { latency: slow } }).gauge(
        GATEWAY,
        "http_client_request_duration_p95_seconds",
        { before: 0.04, ...(sick ? { during: 0.85 } : {}), ...peer },
      );
      for (let at = -200_000; at < 110_000; at += 2_000)
        mini.add("spans", call(GATEWAY, STOCK, at, sick && at > 0 ? 850 : 40));
      return mini;
    },
  },
  {
    fault: "change/bad-deploy",
    entity: ORDERS,
    tell(sick) {
      const mini = shop(sick, { gateway: { errors: failing }, orders: { errors: failing } });
      mini.change(ORDERS, -6_000, "deploy", "release orders 2.4.0", "version");
      if (!sick) return mini;
      for (let at = 0; at < 110_000; at += 4_000)
        mini
          .line(ORDERS, at, "TypeError: total is undefined")
          .add("spans", span(ORDERS, at, "TypeError: total is undefined"));
      return mini;
    },
  },
  {
    fault: "load/spike",
    entity: GATEWAY,
    tell(sick) {
      return shop(sick, {
        gateway: { latency: slow, requests: { before: 20, during: 90 }, cpu: { before: 0.3, during: 0.9 } },
        stock: { requests: { before: 20, during: 90 } },
      });
    },
  },
  {
    fault: "runtime/pool-exhaustion",
    entity: ORDERS,
    tell(sick) {
      const mini = session(
        shop(sick, { gateway: { latency: slow }, orders: { latency: slow } }),
        [...BEFORE, ...DURING],
        IDLE,
      );
      mini
        .gauge(ORDERS, "db_pool_connections_waiting", { before: 0.1, ...(sick ? { during: 30 } : {}) })
        .gauge(DB, "db_query_duration_p95_seconds", { before: 0.004 });
      if (!sick) return mini;
      for (let at = 0; at < 110_000; at += 4_000)
        mini.line(ORDERS, at, "could not acquire a connection from the pool within 2000 ms");
      return mini;
    },
  },
];

function span(entity: string, afterOnsetMs: number, message: string) {
  return { ...call(entity, null, afterOnsetMs, 12), status: "error", message };
}

let spans = 0;
function call(from: string, to: string | null, afterOnsetMs: number, durationMs: number) {
  spans += 1;
  const id = spans.toString(16).padStart(16, "0");
  return {
    kind: "span",
    entity: named(from),
    trace: id,
    span: id,
    parent: null,
    operation: "GET",
    side: "client",
    peer: to === null ? null : named(to),
    start: 1_800_000_240_000 + afterOnsetMs,
    durationMs,
    status: "ok",
  };
}

function named(text: string) {
  const [kind, rest] = text.split(":");
  const [namespace, name] = (rest ?? "").split("/");
  return { kind, namespace, name };
}

function answerOf(file: CaseFile): string {
  const claim = file.claims.find(({ id }) => id === (file.conclusion?.findings[0] ?? file.conclusion?.leading));
  if (claim === undefined) return `${file.conclusion?.outcome}: nothing claimed`;
  const what =
    claim.hypothesis.kind === "fault"
      ? `${claim.hypothesis.cause.fault} of ${entityKey(claim.hypothesis.cause.entity)}`
      : "no fault";
  return `${file.conclusion?.outcome}: ${what}`;
}

describe("each family's own small incident", () => {
  it.each(STORIES)("finds $fault", async ({ fault, entity, tell }) => {
    const file = await runMini({ mini: tell(true), mind: createReasoner() });
    expect(
      answerOf(file),
      JSON.stringify(
        file.claims.map((claim) => [
          claim.hypothesis.kind === "fault" && claim.hypothesis.cause.fault,
          claim.verdict?.because,
        ]),
        null,
        1,
      ),
    ).toBe(`finding: ${fault} of ${entity}`);
  });

  it.each(STORIES)("blames nobody in the healthy twin of $fault", async ({ tell }) => {
    const file = await runMini({ mini: tell(false), mind: createReasoner() });
    expect(file.conclusion?.outcome).not.toBe("finding");
  });
});

describe("the families", () => {
  it("name look-alikes that exist, and a sign of either side that tells them apart", () => {
    for (const family of FAULT_FAMILIES) {
      for (const { fault, toldApartBy } of family.lookalikes) {
        const other = findFamily(fault);
        const signs = [family, other]
          .flatMap((one) => [...(one?.expect ?? []), ...(one?.forbids ?? [])])
          .map(({ id }) => id);
        expect(signs, `${family.id} and ${fault}`).toContain(toldApartBy);
      }
    }
  });

  it("each leave something for the verifier to look at", () => {
    for (const family of FAULT_FAMILIES)
      expect(
        family.expect.some((sign) => sign.predicted),
        family.id,
      ).toBe(true);
  });
});
