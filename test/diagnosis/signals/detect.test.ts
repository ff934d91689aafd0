import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RawRecord } from "../../../src/core/record.js";
import { Facts } from "../../../src/diagnosis/assertions/facts.js";
import { DETECTORS, detect, detectAll } from "../../../src/diagnosis/signals/detect.js";
import {
  logsAnswer,
  madeEvidence,
  madeLine,
  madeSeries,
  madeState,
  metricsAnswer,
} from "../../support/made-evidence.js";
import { ask, queries, world } from "../assertions/small-world.js";
import { ALL, CONTEXT, processorMs, samples } from "./observe.js";

const SMALL = { window: { from: 50, to: 100 }, reference: { from: 0, to: 50 }, now: 100 };

describe("detection", () => {
  it("invariant 1: the same facts give the same observations, whatever the order in which they arrived", () => {
    fc.assert(
      fc.property(world, queries, (known, asked) => {
        const evidence = asked.map((one) => ask(known, one));
        expect(detect(new Facts([...evidence].reverse()), SMALL)).toEqual(detect(new Facts(evidence), SMALL));
      }),
      { numRuns: 150 },
    );
  });

  it("invariant 2: every observation cites a record that the facts hold, about its entity", () => {
    fc.assert(
      fc.property(world, queries, (known, asked) => {
        const facts = new Facts(asked.map((one) => ask(known, one)));
        for (const { cite, entity } of detect(facts, SMALL)) {
          const record = facts.evidenceOf(cite.evidence)?.answer.records[cite.record ?? -1];
          expect(record !== undefined && "entity" in record ? record.entity : null).toEqual(entity);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("invariant 3: tells what it would not look at", () => {
    const nothing = metricsAnswer(
      ALL,
      madeSeries(
        "orders",
        samples(
          () => null,
          () => null,
        ),
      ),
    );
    const { observations, dropped } = detectAll(new Facts([nothing]), CONTEXT);
    expect(observations).toEqual([]);
    expect(dropped).toEqual([{ why: "series without a single number", count: 1 }]);
  });

  it("names every detector once", () => {
    expect(new Set(DETECTORS.map(({ name }) => name)).size).toBe(DETECTORS.length);
  });

  it("sees nothing in nothing", () => {
    expect(detectAll(new Facts([]), CONTEXT)).toEqual({ observations: [], dropped: [] });
    expect(detectAll(new Facts([]), { ...CONTEXT, reference: null })).toEqual({ observations: [], dropped: [] });
  });

  it("adversarial: survives records made to hurt", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(500)}1${"}".repeat(500)}`);
    const hostile: readonly RawRecord[] = [
      madeSeries("orders", [1, Number.POSITIVE_INFINITY, Number.NaN, null, -0, 1e308, -1e308, 1e308]),
      { ...madeSeries("orders", [1, 2, 3]), times: [9, 3, 3, 1] },
      { ...madeSeries("orders", [1]), metric: "__proto__", labels: { __proto__: "x" } },
      madeState("orders", "session", { pid: "x".repeat(10_000), blockedBy: deep }, 5),
      madeState("orders", "object", { status: deep, replicas: [], spec: "constructor" }),
      madeLine("orders", 400_000, "\u0000\u001b[31m".repeat(5_000), "error"),
      madeLine("orders", 400_000, "", "error"),
      {
        kind: "span",
        entity: { kind: "service", namespace: "", name: "orders" },
        trace: "t",
        span: "a",
        parent: "a",
        operation: "",
        side: "client",
        peer: null,
        start: 400_000,
        durationMs: Number.MAX_VALUE,
        status: "error",
      },
    ];
    const evidence = [madeEvidence({ capability: "cluster.objects", params: { kind: "x" } }, hostile, [])];
    for (const reference of [CONTEXT.reference, null]) {
      for (const { size } of detect(new Facts(evidence), { ...CONTEXT, reference })) expect(size).not.toBeNaN();
    }
  });

  it("adversarial: stays near linear on many lines of many entities", () => {
    const lines = Array.from({ length: 40_000 }, (_, index) =>
      madeLine(`s${index % 50}`, index * 15, `took ${index} in ${index % 7}`),
    );
    const facts = new Facts([logsAnswer(ALL, ...lines)]);
    expect(processorMs(() => void detect(facts, CONTEXT))).toBeLessThan(3_000);
  });
});
