import { describe, expect, it } from "vitest";
import type { Params } from "../../src/core/capability.js";
import { askReplay } from "../../test/support/ask-replay.js";
import {
  at,
  between,
  checkout,
  NOW,
  node,
  orders,
  shopStreams,
  stock,
  WHOLE,
} from "../../test/support/recorded-shop.js";

const objects = (params: Params<"cluster.objects">) => askReplay({ capability: "cluster.objects", params });
const untilNow = (seconds: number) => ({ from: at(seconds), to: NOW });

describe("cluster.objects", () => {
  it("tells the latest snapshot, found by the object's own kind, and covers the time since", async () => {
    const answer = await objects({ kind: "Deployment" });
    expect(answer.records).toMatchObject([{ entity: checkout, time: at(500), fields: { replicas: 1 } }]);
    expect(answer.coverage).toEqual([{ kinds: ["state"], entities: [checkout], window: untilNow(500) }]);
  });

  it("tells with detail how an object went, without what stayed the same", async () => {
    const answer = await objects({ kind: "deployment", detail: true });
    expect(answer.records).toMatchObject([
      { time: at(100), fields: { replicas: 2 } },
      { time: at(500), fields: { replicas: 1 } },
    ]);
    expect(answer.coverage).toEqual([{ kinds: ["state"], entities: [checkout], window: WHOLE }]);
  });

  it("finds objects by aspect, by kind of entity, by name and by owner", async () => {
    expect((await objects({ kind: "process" })).records).toMatchObject([{ aspect: "process", entity: checkout }]);
    expect((await objects({ kind: "service", name: "stock" })).records).toMatchObject([{ aspect: "endpoints" }]);
    expect((await objects({ kind: "endpoints", entity: checkout })).records).toMatchObject([
      { aspect: "endpoints", entity: stock },
    ]);
    expect((await objects({ kind: "service", namespace: "elsewhere" })).records).toEqual([]);
  });

  it("covers an object that is asked for by name even if it is not there", async () => {
    const answer = await objects({ kind: "deployment", namespace: "shop", name: "mailer" });
    expect(answer.records).toEqual([]);
    expect(answer.coverage[0]?.entities).toEqual([{ kind: "workload", namespace: "shop", name: "mailer" }]);
  });

  it("says the question as a command that runs nothing else", async () => {
    const answer = await objects({ kind: "pod", namespace: "shop", name: "x'; rm -r /" });
    expect(answer.asked).toBe(`kubectl get --namespace=shop --output=yaml -- 'pod/x'\\''; rm -r /'`);
  });
});

describe("database.activity", () => {
  const activity = (params: Omit<Params<"database.activity">, "database">) =>
    askReplay({ capability: "database.activity", params: { database: orders, ...params } });

  it("tells the latest snapshot: what is not in it is over", async () => {
    const answer = await activity({});
    expect(answer.records).toMatchObject([
      { aspect: "session", fields: { pid: 71, blockedBy: [] } },
      { aspect: "session", fields: { pid: 72, blockedBy: [71] } },
    ]);
    expect(answer.coverage).toEqual([{ kinds: ["state"], entities: [orders], window: untilNow(500) }]);
  });

  it("tells every snapshot of a window", async () => {
    const answer = await activity({ window: between(0, 200) });
    expect(answer.records).toMatchObject([{ fields: { pid: 71 } }, { aspect: "lock", fields: { pid: 70 } }]);
    expect(answer.coverage).toEqual([{ kinds: ["state"], entities: [orders], window: between(0, 200) }]);
  });

  it("says the question in SQL, with the name quoted", async () => {
    const database = { kind: "database", namespace: "", name: "o'; DROP TABLE x" } as const;
    const answer = await askReplay({ capability: "database.activity", params: { database } });
    expect(answer.asked).toBe(
      "SELECT *, pg_blocking_pids(pid) FROM pg_stat_activity WHERE datname = 'o''; DROP TABLE x'",
    );
  });
});

describe("other states", () => {
  it("tells the settings of a database as they stand now", async () => {
    const answer = await askReplay({ capability: "database.settings", params: { database: orders } });
    expect(answer.records).toMatchObject([{ fields: { max_connections: 40 } }]);
  });

  it("tells the services of a node, one where one is named", async () => {
    const services = async (service?: string) =>
      (await askReplay({ capability: "node.services", params: { node, ...(service !== undefined && { service }) } }))
        .records;
    expect(await services()).toHaveLength(2);
    expect(await services("Kubelet")).toMatchObject([{ fields: { name: "kubelet" } }]);
  });

  it("cannot say whether a connection opens that nobody tried", async () => {
    const check = async (port: number) =>
      askReplay({ capability: "connectivity.check", params: { to: stock, port, from: checkout } });
    expect((await check(8080)).records).toMatchObject([{ fields: { open: false } }]);
    expect((await check(9090)).unavailable).toBe("the recording holds no such check");
  });

  it("takes states of a source without a clock for its present, and covers no time", async () => {
    const states = [
      { kind: "state", entity: orders, aspect: "setting", time: null, ageMs: 5, fields: { fsync: true } },
    ];
    const answer = await askReplay(
      { capability: "database.settings", params: { database: orders } },
      { ...shopStreams, states },
    );
    expect(answer.records).toMatchObject([{ time: null, fields: { fsync: true } }]);
    expect(answer.coverage).toEqual([{ kinds: ["state"], entities: [orders], window: null }]);
  });
});
