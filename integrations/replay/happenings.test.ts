import { describe, expect, it } from "vitest";
import { askReplay } from "../../test/support/ask-replay.js";
import {
  at,
  between,
  checkout,
  giftFlag,
  node,
  orders,
  shopManifest,
  shopStreams,
  stock,
  WHOLE,
} from "../../test/support/recorded-shop.js";

describe("changes.list", () => {
  it("tells the changes of a window, oldest first, of one entity where one is named", async () => {
    const changes = async (entity?: typeof stock) =>
      (await askReplay({ capability: "changes.list", params: { window: WHOLE, ...(entity && { entity }) } })).records;
    expect(await changes()).toMatchObject([{ entity: giftFlag }, { entity: stock }]);
    expect(await changes(stock)).toMatchObject([{ reference: "r-19" }]);
    expect(await changes(checkout)).toEqual([]);
  });
});

describe("cluster.events", () => {
  it("gives events without a time only where no window was asked for", async () => {
    const open = await askReplay({ capability: "cluster.events", params: {} });
    expect(open.records).toMatchObject([{ reason: "DiskPressure", ageMs: 90_000 }, { reason: "Started" }]);
    const during = await askReplay({ capability: "cluster.events", params: { window: WHOLE } });
    expect(during.records).toMatchObject([{ reason: "Started" }]);
    expect(during.omitted).toEqual([{ what: "events", why: "they tell no time", count: 1 }]);
  });

  it("finds events by entity and by namespace", async () => {
    expect((await askReplay({ capability: "cluster.events", params: { entity: node } })).records).toHaveLength(1);
    expect((await askReplay({ capability: "cluster.events", params: { namespace: "shop" } })).records).toMatchObject([
      { entity: stock },
    ]);
  });
});

describe("alerts.list", () => {
  it("tells alerts that fired at some time of the window, as they stood at the recording's present", async () => {
    const alerts = async (window: typeof WHOLE) =>
      (await askReplay({ capability: "alerts.list", params: { window } })).records;
    expect(await alerts(WHOLE)).toMatchObject([
      { name: "CheckoutSlow", state: "firing", endsAt: null },
      { name: "Watchdog", state: "resolved", endsAt: at(20) },
    ]);
    expect(await alerts(between(30, 300))).toEqual([]);
    expect(await alerts(between(500, 600))).toMatchObject([{ name: "CheckoutSlow" }]);
  });
});

describe("topology.edges", () => {
  const edges = async (params: { entity?: typeof stock; hops?: number }) =>
    askReplay({ capability: "topology.edges", params });

  it("follows edges in both directions, as many hops as asked", async () => {
    expect((await edges({})).records).toHaveLength(2);
    expect((await edges({ entity: checkout })).records).toMatchObject([{ from: checkout, to: stock }]);
    expect((await edges({ entity: stock })).records).toHaveLength(2);
    expect((await edges({ entity: checkout, hops: 2 })).records).toMatchObject([{ to: stock }, { to: orders }]);
  });

  it("covers the entities all of whose edges it shows", async () => {
    expect((await edges({ entity: checkout, hops: 2 })).coverage[0]?.entities).toEqual([checkout, stock]);
  });

  it("leaves out edges that began later, and counts that go beyond the present", async () => {
    const edge = (from: number, to: number) => ({
      kind: "edge",
      from: checkout,
      to: stock,
      relation: "calls",
      window: between(from, to),
      calls: 9,
    });
    const manifest = { ...shopManifest, now: at(300) };
    const answer = await askReplay(
      { capability: "topology.edges", params: {} },
      { topology: [edge(100, 200), edge(200, 400), edge(400, 500)] },
      manifest,
    );
    expect(answer.omitted).toEqual([]);
    expect(answer.records.map(({ at: _, ...record }) => record)).toEqual([
      { kind: "edge", from: checkout, to: stock, relation: "calls", window: between(100, 200), calls: 9 },
      { kind: "edge", from: checkout, to: stock, relation: "calls", window: { from: at(200), to: at(300) + 1 } },
    ]);
  });
});

describe("reference.windows", () => {
  it("tells the windows declared healthy, up to the present, and reads no stream", async () => {
    const answer = await askReplay(
      { capability: "reference.windows", params: {} },
      {},
      { ...shopManifest, now: at(60) },
    );
    expect(answer.records).toMatchObject([
      { kind: "reference", window: { from: at(0), to: at(60) + 1 }, declaredBy: "the test" },
    ]);
  });
});

describe("metrics.catalogue", () => {
  it("tells what the catalogue holds", async () => {
    const answer = await askReplay({ capability: "metrics.catalogue", params: { entity: checkout } }, shopStreams);
    expect(answer.records).toMatchObject([{ metric: "http_server_requests_total", type: "counter" }]);
  });
});
