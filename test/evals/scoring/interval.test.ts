import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bootstrapMean, wilson } from "../../../evals/scoring/interval.js";
import { mean } from "../../../evals/scoring/statistics.js";

describe("Wilson's interval", () => {
  it("agrees with published values for 9 of 10 and 0 of 10", () => {
    expect(wilson(9, 10).map((bound) => Number(bound.toFixed(4)))).toEqual([0.5958, 0.9821]);
    expect(wilson(0, 10).map((bound) => Number(bound.toFixed(4)))).toEqual([0, 0.2775]);
  });

  it("says nothing where there are no cases", () => {
    expect(wilson(0, 0)).toEqual([0, 1]);
  });

  it("holds the share itself, is mirrored for failures, and narrows with more cases", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.float({ min: 0, max: 1, noNaN: true }), (of, part) => {
        const successes = Math.round(of * part);
        const [low, high] = wilson(successes, of);
        const [mirrorLow, mirrorHigh] = wilson(of - successes, of);
        expect(low).toBeLessThanOrEqual(successes / of + 1e-12);
        expect(high).toBeGreaterThanOrEqual(successes / of - 1e-12);
        expect(mirrorLow).toBeCloseTo(1 - high, 10);
        expect(mirrorHigh).toBeCloseTo(1 - low, 10);
        const [manyLow, manyHigh] = wilson(10 * successes, 10 * of);
        expect(manyHigh - manyLow).toBeLessThan(high - low);
      }),
    );
  });
});

describe("the bootstrap of a mean", () => {
  it("is the same for the same seed, and holds the mean", () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5];
    const interval = bootstrapMean(values, 7);
    expect(bootstrapMean(values, 7)).toEqual(interval);
    expect(interval?.[0]).toBeLessThan(mean(values) ?? 0);
    expect(interval?.[1]).toBeGreaterThan(mean(values) ?? 0);
  });

  it("has no width where all values are equal, and does not exist without values", () => {
    expect(bootstrapMean([2, 2, 2], 1)).toEqual([2, 2]);
    expect(bootstrapMean([], 1)).toBeNull();
  });
});
