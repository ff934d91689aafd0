import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Params } from "../../src/core/capability.js";
import { entityKey } from "../../src/core/entity.js";
import type { RecordOf, SpanRecord } from "../../src/core/record.js";
import { askReplay } from "../../test/support/ask-replay.js";
import {
  at,
  between,
  checkout,
  declaring,
  orders,
  shopManifest,
  stock,
  WHOLE,
} from "../../test/support/recorded-shop.js";

type Span = ReturnType<typeof SpanRecord.parse>;

const span = (over: Partial<Span>): Span => ({
  kind: "span",
  entity: checkout,
  trace: "t",
  span: "s",
  parent: null,
  operation: "GET /",
  side: "server",
  peer: null,
  start: at(1),
  durationMs: 10,
  status: "ok",
  ...over,
});

async function edges(spans: readonly Span[], manifest = shopManifest): Promise<readonly RecordOf<"edge">[]> {
  const answer = await askReplay({ capability: "traces.edges", params: { window: WHOLE } }, { spans }, manifest);
  return answer.records.flatMap((record) => (record.kind === "edge" ? [record] : []));
}

describe("traces.search", () => {
  it("shows failed spans first, the slowest first among equals, as the naive order does", async () => {
    const spans = fc.array(
      fc.record({
        entity: fc.constantFrom(checkout, stock),
        status: fc.constantFrom("ok" as const, "error" as const, "unset" as const),
        durationMs: fc.integer({ min: 0, max: 50 }),
        second: fc.integer({ min: -10, max: 620 }),
      }),
      { maxLength: 30 },
    );
    const filter = fc.record(
      {
        entity: fc.constantFrom(checkout, stock),
        status: fc.constantFrom("ok" as const, "error" as const),
        minDurationMs: fc.integer({ min: 0, max: 50 }),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(spans, filter, async (raw, params) => {
        const all = raw.map(({ second, ...rest }, n) => span({ ...rest, span: `s${n}`, start: at(second) }));
        const window = between(100, 500);
        const expected = all
          .filter(({ start }) => start >= window.from && start < window.to)
          .filter(({ entity }) => params.entity === undefined || entity === params.entity)
          .filter(({ status }) => params.status === undefined || (status === "error") === (params.status === "error"))
          .filter(({ durationMs }) => durationMs >= (params.minDurationMs ?? 0));
        const answer = await askReplay({ capability: "traces.search", params: { ...params, window } }, { spans: all });
        const found = answer.records.flatMap((record) => (record.kind === "span" ? [record] : []));
        expect(found.map((one) => one.span).sort()).toEqual(expected.map((one) => one.span).sort());
        const ranks = found.map(({ status, durationMs }) => (status === "error" ? 1_000 : 0) + durationMs);
        expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
      }),
    );
  });

  it("shows a failed span before a slower one that succeeded", async () => {
    const answer = await askReplay({ capability: "traces.search", params: { window: between(300, 400) } });
    const shown = answer.records.map((record) =>
      record.kind === "span" ? `${record.status} ${record.durationMs}` : "",
    );
    expect(shown).toEqual(["error 2600", "error 2500", "ok 4000", "ok 35"]);
  });

  it("does not know spans that have not ended at the recording's present", async () => {
    const manifest = { ...shopManifest, now: at(323) };
    const answer = await askReplay(
      { capability: "traces.search", params: { window: between(300, 400) } },
      undefined,
      manifest,
    );
    expect(answer.records.map((record) => record.kind === "span" && record.side)).toEqual(["server", "client"]);
    expect(answer.records.map((record) => record.kind === "span" && record.entity.name)).toEqual([
      "checkout",
      "checkout",
    ]);
  });

  it("covers nothing once it leaves spans out by a limit", async () => {
    const cut = await askReplay({ capability: "traces.search", params: { window: WHOLE, limit: 2 } });
    expect([cut.records.length, cut.coverage]).toEqual([2, []]);
  });

  it("covers of a sampled recording only what was kept whole", async () => {
    const manifest = declaring("spans", { sampled: 0.5, slowMs: 750 });
    const covered = async (params: Omit<Params<"traces.search">, "window">, declared = manifest) =>
      (await askReplay({ capability: "traces.search", params: { window: WHOLE, ...params } }, undefined, declared))
        .coverage.length > 0;
    expect(await covered({})).toBe(false);
    expect(await covered({ status: "ok" })).toBe(false);
    expect(await covered({ minDurationMs: 100 })).toBe(false);
    expect(await covered({ status: "error" })).toBe(true);
    expect(await covered({ minDurationMs: 750 })).toBe(true);
    expect(await covered({ status: "error" }, declaring("spans", { sampled: 0.5 }))).toBe(false);
  });
});

describe("traces.edges", () => {
  it("counts each call once, on the caller's side where that was traced", async () => {
    const found = await askReplay({ capability: "traces.edges", params: { window: WHOLE } });
    expect(found.records).toMatchObject([
      { from: checkout, to: stock, relation: "calls", calls: 2, errors: 1, p50Ms: 80, p95Ms: 2_500 },
      { from: stock, to: orders, relation: "calls", calls: 1, errors: 0, p50Ms: 35, p95Ms: 35 },
    ]);
  });

  it("finds the callee of a client span that does not name it in the span's child", async () => {
    const spans = [
      span({ span: "a", side: "client", durationMs: 40 }),
      span({ span: "b", parent: "a", entity: stock, durationMs: 30, status: "error" }),
    ];
    expect(await edges(spans)).toMatchObject([{ from: checkout, to: stock, calls: 1, errors: 0, p50Ms: 40 }]);
  });

  it("finds a caller without client spans in the parent, and no call inside of one entity", async () => {
    const spans = [
      span({ span: "a" }),
      span({ span: "b", parent: "a", entity: stock, durationMs: 30, status: "error" }),
      span({ span: "c", parent: "b", entity: stock, side: "internal" }),
    ];
    expect(await edges(spans)).toMatchObject([{ from: checkout, to: stock, calls: 1, errors: 1, p50Ms: 30 }]);
  });

  it("lets each sampled trace stand for its like, and each that was kept anyway for itself", async () => {
    const client = (trace: string, over: Partial<Span>) =>
      span({ trace, span: trace, side: "client", peer: stock, ...over });
    const spans = [
      client("a", {}),
      client("b", { durationMs: 20 }),
      client("c", { status: "error", durationMs: 30 }),
      client("d", { durationMs: 900 }),
    ];
    const question = { capability: "traces.edges", params: { window: WHOLE } } as const;
    const answer = await askReplay(question, { spans }, declaring("spans", { sampled: 0.1, slowMs: 750 }));
    expect(answer.records).toMatchObject([{ calls: 22, errors: 1, p50Ms: 20, p95Ms: 30 }]);
    expect(answer.coverage).toEqual([]);
    expect(answer.omitted).toEqual([
      {
        what: "traces without a failure and below 750 ms",
        why: "a share of 0.1 was kept; in counts each stands for 10",
        count: 0,
      },
    ]);
    const unsaid = await askReplay(question, { spans }, declaring("spans", { sampled: 0.1 }));
    expect(unsaid.records).toMatchObject([{ calls: 4, errors: 1 }]);
    expect(unsaid.omitted).toEqual([{ what: "traces", why: "a share of 0.1 was kept; counts are of those", count: 0 }]);
  });

  it("tells producers and consumers of a queue apart from callers", async () => {
    const mail = { kind: "queue", namespace: "shop", name: "mail" } as const;
    const found = await edges([
      span({ span: "a", side: "producer", peer: mail }),
      span({ span: "b", entity: stock, side: "consumer", peer: mail }),
    ]);
    expect(found.map(({ from, relation }) => `${entityKey(from)} ${relation}`).sort()).toEqual([
      "service:shop/checkout publishes-to",
      "service:shop/stock reads-from",
    ]);
  });
});
