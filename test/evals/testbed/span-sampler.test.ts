import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keepsTrace, type SpanRecord, sampleSpans } from "../../../evals/testbed/recorder/span-sampler.js";

function span(trace: string, part: Partial<SpanRecord> = {}): SpanRecord {
  return {
    kind: "span",
    entity: { kind: "service", namespace: "shop", name: "orders" },
    trace,
    span: "1",
    parent: null,
    operation: "POST /orders",
    side: "server",
    peer: null,
    start: 0,
    durationMs: 5,
    status: "ok",
    ...part,
  };
}

const ORDINARY = "00000000000000000000000000ffffff".padStart(32, "0").replace(/.{8}$/, "ffffffff");

describe("sampleSpans", () => {
  it("keeps every trace that failed or was slow, whole", () => {
    const spans = [
      span(`${"a".repeat(24)}ffffffff`, { status: "error" }),
      span(`${"a".repeat(24)}ffffffff`, { span: "2" }),
      span(`${"b".repeat(24)}ffffffff`, { durationMs: 750 }),
      span(ORDINARY),
    ];
    const { spans: kept, droppedTraces } = sampleSpans(spans, { share: 0.01, slowMs: 750 });
    expect(kept).toEqual(spans.slice(0, 3));
    expect(droppedTraces).toBe(1);
  });

  it("keeps or drops a trace as one, and counts what it dropped", () => {
    const hex = fc.stringMatching(/^[0-9a-f]{32}$/);
    const arbitrary = fc.record({ trace: hex, slow: fc.boolean(), copies: fc.integer({ min: 1, max: 4 }) });
    fc.assert(
      fc.property(
        fc.uniqueArray(arbitrary, { selector: ({ trace }) => trace, maxLength: 30 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (traces, share) => {
          const spans = traces.flatMap(({ trace, slow, copies }) =>
            Array.from({ length: copies }, (_, index) =>
              span(trace, { span: String(index), durationMs: slow && index === 0 ? 900 : 5 }),
            ),
          );
          const { spans: kept, droppedTraces } = sampleSpans(spans, { share, slowMs: 750 });
          const expected = traces.filter(({ trace, slow }) => slow || keepsTrace(trace, share));
          expect(droppedTraces).toBe(traces.length - expected.length);
          expect(kept.length).toBe(expected.reduce((sum, { copies }) => sum + copies, 0));
        },
      ),
    );
  });

  it("keeps about the share that it says", () => {
    let kept = 0;
    for (let index = 0; index < 10_000; index += 1) {
      const id = Math.imul(index + 1, 0x9e3779b1) >>> 0;
      if (keepsTrace(id.toString(16).padStart(32, "0"), 0.08)) kept += 1;
    }
    expect(kept / 10_000).toBeCloseTo(0.08, 2);
  });
});
