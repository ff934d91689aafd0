import { describe, expect, it } from "vitest";
import { parseEntity } from "../../../src/core/entity.js";
import type { RecordOf } from "../../../src/core/record.js";
import { Facts } from "../../../src/diagnosis/assertions/facts.js";
import { edgeShift } from "../../../src/diagnosis/signals/edge-shift.js";
import { errorOrigin } from "../../../src/diagnosis/signals/error-origin.js";
import { selfTime, spanForest } from "../../../src/diagnosis/signals/span-forest.js";
import { spanTimes } from "../../../src/diagnosis/signals/span-times.js";
import { madeEvidence } from "../../support/made-evidence.js";
import { ALL, observe, REFERENCE, WINDOW } from "./observe.js";

type Span = Omit<RecordOf<"span">, "at">;

function span(id: string, parent: string | null, entity: string, rest: Partial<Span> = {}): Span {
  return {
    kind: "span",
    entity: parseEntity(entity),
    trace: id.slice(0, id.indexOf(".")),
    span: id,
    parent,
    operation: "GET /",
    side: "server",
    peer: null,
    start: 0,
    durationMs: 10,
    status: "ok",
    ...rest,
  };
}

/** front serves, calls orders, which asks its database; the times are of this call. */
function call(
  index: number,
  own: {
    readonly way?: number;
    readonly query?: number;
    readonly status?: "ok" | "error";
    readonly depth?: "client" | "all";
  } = {},
): Span[] {
  const { way = 1, query = 3, status = "ok", depth = "all" } = own;
  const start = index * 5_000;
  const id = (part: string): string => `t${index}.${part}`;
  const inside = query + 2;
  const front = span(id("1"), null, "front", { start, durationMs: inside + way + 1, status, operation: "GET /shop" });
  const out = span(id("2"), id("1"), "front", {
    start,
    side: "client",
    durationMs: inside + way,
    status,
    operation: "GET orders",
    peer: parseEntity("orders"),
  });
  if (depth === "client") return [front, out];
  return [
    front,
    out,
    span(id("3"), id("2"), "orders", { start, durationMs: inside, status, operation: "GET /orders" }),
    span(id("4"), id("3"), "orders", {
      start,
      side: "client",
      durationMs: query,
      status,
      operation: "SELECT",
      peer: parseEntity("database:db"),
    }),
  ];
}

function answer(...spans: readonly Span[]) {
  return madeEvidence({ capability: "traces.search", params: { window: ALL } }, spans, [
    { kinds: ["span"], entities: null, window: ALL },
  ]);
}

const hundred = (make: (index: number) => Span[]): Span[] =>
  Array.from({ length: 120 }, (_, index) => make(index)).flat();

describe("error origin", () => {
  it("points at the deepest failed span and at whom it called, not at those who waited for it", () => {
    const seen = observe(errorOrigin, [
      answer(...hundred((index) => call(index, { status: index >= 70 ? "error" : "ok" }))),
    ]);
    expect(seen).toMatchObject([
      {
        entity: { name: "orders" },
        other: { name: "db" },
        direction: "appeared",
        size: 50,
        onset: { at: 350_000, earliest: 345_000 },
      },
    ]);
  });

  it("points at both ends where the server tells nothing", () => {
    const seen = observe(errorOrigin, [
      answer(...hundred((index) => call(index, index >= 70 ? { status: "error", depth: "client" } : {}))),
    ]);
    expect(seen).toMatchObject([{ entity: { name: "front" }, other: { name: "orders" } }]);
  });

  it("blames no span whose children may have been left out, where others of its kind pass failures on", () => {
    const cut = hundred((index) => call(index, { status: index >= 70 ? "error" : "ok" })).filter(
      ({ operation, trace }) => operation !== "SELECT" || Number(trace.slice(1)) % 5 === 0,
    );
    expect(observe(errorOrigin, [answer(...cut)])).toMatchObject([
      { entity: { name: "orders" }, other: { name: "db" } },
    ]);
  });

  it("sees nothing in failures that were as frequent before", () => {
    expect(
      observe(errorOrigin, [answer(...hundred((index) => call(index, { status: index % 9 === 0 ? "error" : "ok" })))]),
    ).toEqual([]);
  });
});

describe("span times", () => {
  it("sees the time that a call without a server's word takes", () => {
    const seen = observe(spanTimes, [answer(...hundred((index) => call(index, { query: index >= 60 ? 300 : 3 })))]);
    expect(seen).toMatchObject([
      { entity: { name: "orders" }, other: { name: "db" }, signal: "spans", direction: "up" },
    ]);
  });

  it("sees the time lost on the way between two", () => {
    const seen = observe(spanTimes, [answer(...hundred((index) => call(index, { way: index >= 60 ? 400 : 1 })))]);
    expect(seen).toMatchObject([
      { entity: { name: "front" }, other: { name: "orders" }, signal: "edge", subject: "time on the way" },
    ]);
  });

  it("takes overlapping children once from the time of their parent", () => {
    const forest = spanForest(
      new Facts([
        answer(
          span("t.1", null, "a", { start: 0, durationMs: 100 }),
          span("t.2", "t.1", "a", { start: 10, durationMs: 50 }),
          span("t.3", "t.1", "a", { start: 40, durationMs: 40 }),
          span("t.4", "t.1", "a", { start: 90, durationMs: 500 }),
        ),
      ]),
    );
    expect(forest.spans.map((item) => selfTime(item, forest))).toEqual([20, 50, 40, 500]);
  });
});

describe("edge shift", () => {
  it("sees calls that are no longer made", () => {
    const seen = observe(edgeShift, [
      answer(...hundred((index) => call(index, index >= 60 ? { depth: "client" } : {}))),
    ]);
    expect(seen).toMatchObject([
      { entity: { name: "orders" }, other: { name: "db" }, direction: "vanished", onset: { at: 295_000 } },
    ]);
  });

  it("sees no absence where slow or failed traces alone were kept", () => {
    const spans = hundred((index) => call(index, index >= 60 ? { depth: "client" } : {}));
    const kept = madeEvidence({ capability: "traces.search", params: { window: ALL } }, spans, []);
    expect(observe(edgeShift, [kept])).toEqual([]);
  });

  it("compares what a source counted for the window with what it counted for the reference", () => {
    const edge = (window: typeof WINDOW, errors: number, p95Ms: number) =>
      ({
        kind: "edge",
        from: parseEntity("front"),
        to: parseEntity("orders"),
        relation: "calls",
        window,
        calls: 200,
        errors,
        p95Ms,
      }) as const;
    const counted = (errors: number, p95Ms: number) =>
      madeEvidence(
        { capability: "traces.edges", params: { window: ALL } },
        [edge(REFERENCE, 2, 10), edge(WINDOW, errors, p95Ms)],
        [],
      );
    expect(observe(edgeShift, [counted(90, 80)]).map(({ subject, direction }) => [subject, direction])).toEqual([
      ["latency", "up"],
      ["failed calls", "up"],
    ]);
    expect(observe(edgeShift, [counted(4, 12)])).toEqual([]);
  });
});
