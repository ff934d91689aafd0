import { describe, expect, it } from "vitest";
import { declaredEdges, declaredSettings } from "../../../evals/testbed/supervisor/declared.js";
import { serviceStates } from "../../../evals/testbed/supervisor/service-states.js";
import { findTopology } from "../../../evals/testbed/topologies.js";
import { findService } from "../../../evals/testbed/topology.js";
import { entityKey, RECORDING_STREAMS } from "../../../src/index.js";

const shop = findTopology("shop");

describe("declaredSettings", () => {
  it("give a service the addresses of its peers and of its database, and its own settings", () => {
    expect(declaredSettings(shop, findService(shop, "orders"))).toEqual({
      INVENTORY_URL: "http://inventory.shop.local:8080",
      PAYMENTS_URL: "http://payments.shop.local:8080",
      NOTIFICATIONS_URL: "http://notifications.shop.local:8080",
      DATABASE_URL: "postgres://orders@orders-db.shop.local:5432/orders-db",
      DB_POOL_MAX: "10",
      ORDER_NUMBER_PREFIX: "S",
      INVOICE_FORMAT: "pdf",
    });
  });
});

describe("declaredEdges", () => {
  it("lead from callers to callees and from services to their database", () => {
    const edges = declaredEdges(shop).map((edge) => RECORDING_STREAMS.topology.parse(edge));
    const texts = edges.map(({ from, to, relation }) => `${entityKey(from)} ${relation} ${entityKey(to)}`);
    expect(texts).toContain("service:shop/gateway calls service:shop/catalogue");
    expect(texts).toContain("service:shop/orders reads-from database:shop/orders-db");
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe("serviceStates", () => {
  const standing = {
    entity: { kind: "service", namespace: "shop", name: "orders" },
    now: 9_000,
    running: true,
    healthy: true,
    pid: 71,
    uptimeMs: 4_000,
    restarts: 2,
    lastExit: { code: null, signal: "SIGKILL", at: 4_000, reason: "OOMKilled" },
    residentBytes: 90_000_000,
    memoryLimitMb: 320,
    version: "3.4.0",
    host: "orders.shop.local",
    address: "127.9.9.9",
    environment: { INVOICE_FORMAT: "pdf" },
  } as const;

  it("tell process, object and endpoints in the form of a recording", () => {
    const states = serviceStates(standing).map((state) => RECORDING_STREAMS.states.parse(state));
    expect(states.map(({ aspect }) => aspect)).toEqual(["process", "object", "endpoints"]);
    expect(states[0]?.fields).toMatchObject({
      running: true,
      restarts: 2,
      exitSignal: "SIGKILL",
      exitReason: "OOMKilled",
    });
    expect(states[2]?.fields).toMatchObject({ addresses: ["127.9.9.9:8080"], ready: 1 });
  });

  it("lead a name nowhere while its service is not healthy", () => {
    const [, object, endpoints] = serviceStates({ ...standing, healthy: false });
    expect(object).toMatchObject({ fields: { replicas: { desired: 1, ready: 0 } } });
    expect(endpoints).toMatchObject({ fields: { addresses: [], ready: 0, notReady: 1 } });
  });
});
