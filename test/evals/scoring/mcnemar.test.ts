import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactMcNemar, pairUp } from "../../../evals/scoring/mcnemar.js";

/** Every way in which the differing pairs could have fallen, counted one by one. */
function naive(onlyFirst: number, onlySecond: number): number {
  const all = onlyFirst + onlySecond;
  const uneven = Math.abs(onlyFirst - onlySecond);
  let ways = 0;
  for (let bits = 0; bits < 2 ** all; bits += 1) {
    const first = [...bits.toString(2)].filter((bit) => bit === "1").length;
    if (Math.abs(2 * first - all) >= uneven) ways += 1;
  }
  return ways / 2 ** all;
}

describe("the exact McNemar test", () => {
  it("gives the published value for a split of 1 to 9", () => {
    expect(exactMcNemar({ onlyFirst: 1, onlySecond: 9 })).toBeCloseTo(0.021484375, 12);
  });

  it("equals counting every outcome", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }), (onlyFirst, onlySecond) => {
        expect(exactMcNemar({ onlyFirst, onlySecond })).toBeCloseTo(naive(onlyFirst, onlySecond), 10);
      }),
    );
  });

  it("says nothing where nothing differs, and stays finite over thousands of pairs", () => {
    expect(exactMcNemar({ onlyFirst: 0, onlySecond: 0 })).toBe(1);
    expect(exactMcNemar({ onlyFirst: 3_000, onlySecond: 3_000 })).toBeCloseTo(1, 5);
    // Two-sided, so twice the tail of 2,400 or fewer of 5,000 even tosses: z = -2.83.
    expect(exactMcNemar({ onlyFirst: 2_400, onlySecond: 2_600 })).toBeCloseTo(0.0049, 3);
  });

  it("counts pairs by what they tell", () => {
    expect(
      pairUp([
        [true, true],
        [true, false],
        [false, true],
        [true, false],
        [false, false],
      ]),
    ).toEqual({ both: 1, onlyFirst: 2, onlySecond: 1, neither: 1 });
  });
});
