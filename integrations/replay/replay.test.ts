import { describe, expect, it } from "vitest";
import type { Query } from "../../src/core/query.js";
import { integrationContract } from "../../test/contract/integration.js";
import { askReplay } from "../../test/support/ask-replay.js";
import { recordedIo } from "../../test/support/recorded-io.js";
import {
  between,
  checkout,
  declaring,
  giftFlag,
  mailQueue,
  NOW,
  node,
  orders,
  START,
  service,
  shopManifest,
  shopStreams,
  stock,
  WHOLE,
} from "../../test/support/recorded-shop.js";
import { createReplay } from "./replay.js";

const later = between(200, 900);

/** Each capability, with and without its filters. */
const questions: readonly Query[] = [
  { capability: "alerts.list", params: { window: WHOLE } },
  { capability: "alerts.list", params: { window: later, entity: checkout } },
  { capability: "metrics.catalogue", params: {} },
  { capability: "metrics.range", params: { window: WHOLE } },
  { capability: "metrics.range", params: { window: later, role: "error-rate", stepMs: 30_000 } },
  {
    capability: "metrics.range",
    params: { window: later, entity: checkout, metric: "http_server_request_duration_seconds" },
  },
  { capability: "logs.search", params: {} },
  {
    capability: "logs.search",
    params: { window: later, entity: checkout, contains: "timeout", minSeverity: "warn", limit: 1 },
  },
  { capability: "logs.templates", params: { window: WHOLE } },
  { capability: "traces.search", params: { window: WHOLE, limit: 2 } },
  { capability: "traces.search", params: { window: later, status: "error", minDurationMs: 10 } },
  { capability: "traces.edges", params: { window: WHOLE } },
  { capability: "changes.list", params: { window: WHOLE } },
  { capability: "flags.list", params: {} },
  { capability: "topology.edges", params: { entity: checkout, hops: 2 } },
  { capability: "cluster.objects", params: { kind: "deployment", detail: true } },
  { capability: "cluster.events", params: { window: later } },
  { capability: "node.services", params: { node } },
  { capability: "connectivity.check", params: { to: stock, port: 8080, from: checkout } },
  { capability: "database.activity", params: { database: orders, window: WHOLE } },
  { capability: "database.settings", params: { database: orders } },
  { capability: "queues.status", params: { entity: mailQueue } },
  { capability: "reference.windows", params: {} },
];

integrationContract({
  name: "replay",
  integration: createReplay({ instance: "small-shop", manifest: shopManifest }),
  io: () => recordedIo(shopStreams),
  questions,
  readSlice: (slice) => JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(slice)),
});

describe("replay", () => {
  it("offers only capabilities whose streams the recording declares (invariant 3)", () => {
    const { logs, changes } = shopManifest.streams;
    const manifest = { ...shopManifest, streams: { logs, changes } } as typeof shopManifest;
    const offered = createReplay({ instance: "few", manifest }).tools.map(({ capability }) => capability);
    expect(offered).toEqual(["logs.search", "logs.templates", "changes.list", "reference.windows"]);
  });

  it("offers questions about states only for the aspects that were watched", () => {
    const manifest = declaring("states", { aspects: ["session", "flag"] });
    const offered = createReplay({ instance: "few", manifest }).tools.map(({ capability }) => capability);
    expect(offered).toContain("database.activity");
    expect(offered).toContain("flags.list");
    expect(offered).not.toContain("cluster.objects");
    expect(offered).not.toContain("database.settings");
  });

  it("tells which metrics exist from their samples where a recording has no catalogue", async () => {
    const { catalogue: _, ...streams } = shopManifest.streams;
    const answer = await askReplay({ capability: "metrics.catalogue", params: { entity: orders } }, shopStreams, {
      ...shopManifest,
      streams,
    });
    expect(answer.records).toMatchObject([
      { kind: "metric", metric: "db_connections", role: "connections", type: "gauge" },
    ]);
  });

  it("reaches the entities that any stream was watched for, and all where one was watched for all", () => {
    const { logs } = declaring("logs", { entities: [checkout] }).streams;
    const { changes } = declaring("changes", { entities: [checkout, stock] }).streams;
    const few = { ...shopManifest, streams: { logs, changes } } as typeof shopManifest;
    expect(createReplay({ instance: "few", manifest: few }).reach.entities).toEqual([checkout, stock]);
    expect(createReplay({ instance: "all", manifest: shopManifest }).reach.entities).toBeNull();
  });

  it("gives nothing after the recording's present, in no capability (invariant 1)", async () => {
    const now = START + 305_000;
    const manifest = { ...shopManifest, now };
    for (const question of questions) {
      const answer = await askReplay(question, shopStreams, manifest);
      for (const record of answer.records) {
        const { at: _, ...content } = record;
        const times = [...JSON.stringify(content).matchAll(/1[67]\d{11}/g)].map(([time]) => Number(time));
        // A window may end one millisecond after the present, which makes it include the present.
        expect(Math.max(0, ...times)).toBeLessThanOrEqual(now + 1);
      }
      for (const { window } of answer.coverage) expect(window?.to ?? 0).toBeLessThanOrEqual(now + 1);
    }
  });

  it("answers about an unknown entity with nothing, covered, where all entities were watched", async () => {
    const stranger = service("stranger");
    const asked: readonly Query[] = [
      { capability: "logs.search", params: { entity: stranger, window: WHOLE } },
      { capability: "changes.list", params: { entity: stranger, window: WHOLE } },
      { capability: "traces.edges", params: { entity: stranger, window: WHOLE } },
      { capability: "metrics.range", params: { entity: stranger, window: WHOLE } },
      { capability: "cluster.objects", params: { kind: "service", entity: stranger } },
      { capability: "topology.edges", params: { entity: stranger } },
    ];
    for (const question of asked) {
      const answer = await askReplay(question);
      expect(answer.records).toEqual([]);
      expect(answer.unavailable).toBeNull();
      expect(answer.coverage).toHaveLength(1);
      expect(answer.coverage[0]?.entities).toContainEqual(stranger);
    }
  });

  it("cannot say anything about entities that it did not watch (invariant 2)", async () => {
    const answer = await askReplay(
      { capability: "logs.search", params: { entity: stock, window: WHOLE } },
      shopStreams,
      declaring("logs", { entities: [checkout] }),
    );
    expect(answer.unavailable).toBe("the recording did not watch service:shop/stock for this");
    expect(answer.coverage).toEqual([]);
  });

  it("covers the part of a window that was watched, and says which part was not (invariant 2)", async () => {
    const answer = await askReplay(
      { capability: "changes.list", params: { window: between(-100, 900) } },
      shopStreams,
      declaring("changes", { window: between(100, 300) }),
    );
    expect(answer.coverage).toEqual([{ kinds: ["change"], entities: null, window: between(100, 300) }]);
    expect(answer.records.map((record) => record.kind === "change" && record.reference)).toEqual(["r-19"]);
    expect(answer.omitted.map(({ what, why }) => `${what} ${why}`)).toEqual([
      "[2023-11-14T22:11:40.000Z, 2023-11-14T22:15:00.000Z) before the recording begins",
      "[2023-11-14T22:18:20.000Z, 2023-11-14T22:28:20.000Z) after what the recording holds",
    ]);
  });

  it("cannot say anything about a window that it did not watch", async () => {
    const answer = await askReplay({
      capability: "changes.list",
      params: { window: { from: NOW + 10, to: NOW + 20 } },
    });
    expect(answer).toMatchObject({ records: [], coverage: [], unavailable: expect.stringContaining("alone") });
  });

  it("repeats in each answer what the recorder said it left out", async () => {
    const omitted = [{ what: "health checks", why: "one in ten kept", count: 90 }];
    const answer = await askReplay(
      { capability: "logs.search", params: {} },
      shopStreams,
      declaring("logs", { omitted }),
    );
    expect(answer.omitted).toEqual(omitted);
  });

  it("tells how flags stand now, or all along in a window", async () => {
    const flag = async (window?: typeof WHOLE) =>
      (await askReplay({ capability: "flags.list", params: window === undefined ? {} : { window } })).records;
    expect(await flag()).toMatchObject([{ entity: giftFlag, fields: { enabled: true } }]);
    expect(await flag(WHOLE)).toMatchObject([{ fields: { enabled: false } }, { fields: { enabled: true } }]);
  });
});
