import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thinned } from "../../src/report/thinned.js";

describe("a thinned series", () => {
  it("keeps its order, its extremes, and at most 240 points", () => {
    const values = fc.array(fc.option(fc.integer({ min: -1_000, max: 1_000 }), { freq: 5 }), {
      minLength: 1,
      maxLength: 2_000,
    });
    fc.assert(
      fc.property(values, (samples) => {
        const kept = thinned(
          samples.map((_, i) => i),
          samples,
        );
        const numbers = (list: readonly (number | null)[]) => list.filter((value) => value !== null);
        expect(kept.times.length).toBeLessThanOrEqual(240);
        expect(kept.times).toEqual([...kept.times].sort((a, b) => a - b));
        expect(kept.values).toEqual(kept.times.map((i) => samples[i]));
        expect(Math.max(...numbers(kept.values))).toBe(Math.max(...numbers(samples)));
        expect(Math.min(...numbers(kept.values))).toBe(Math.min(...numbers(samples)));
      }),
    );
  });
});
