import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changePoints } from "../../../src/diagnosis/signals/pelt.js";

/** What a partition costs: squared distances from each piece's mean, and the penalty for each change. */
function costOf(values: readonly number[], changes: readonly number[], penalty: number): number {
  const bounds = [0, ...changes, values.length];
  let total = changes.length * penalty;
  for (let piece = 1; piece < bounds.length; piece += 1) {
    const part = values.slice(bounds[piece - 1], bounds[piece]);
    const mean = part.reduce((sum, value) => sum + value, 0) / part.length;
    total += part.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  }
  return total;
}

/** Optimal partitioning as the paper states it, with nothing left out. */
function leastCost(values: readonly number[], penalty: number, minLength: number): number {
  const best: number[] = [-penalty];
  for (let end = 1; end <= values.length; end += 1) {
    best[end] = Number.POSITIVE_INFINITY;
    let [mean, spread] = [0, 0];
    for (let start = end - 1; start >= 0; start -= 1) {
      const step = (values[start] ?? 0) - mean;
      mean += step / (end - start);
      spread += step * ((values[start] ?? 0) - mean);
      if (end - start >= minLength) best[end] = Math.min(best[end] ?? 0, (best[start] ?? 0) + spread + penalty);
    }
  }
  return best[values.length] ?? 0;
}

const value = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -100, max: 100, noNaN: true }));
const stretches = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: -20, max: 20 })), { minLength: 3, maxLength: 12 })
  .chain((pieces) => {
    const levels = pieces.flatMap(([length, level]) => Array.from({ length }, () => level));
    return fc
      .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: levels.length, maxLength: levels.length })
      .map((noise) => levels.map((level, index) => level + (noise[index] ?? 0)));
  });

describe("change points", () => {
  it("cost what the best of all partitions costs, as the naive search finds it", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.array(value, { maxLength: 40 }), stretches),
        fc.constantFrom(0.1, 1, 5, 20, 200),
        fc.integer({ min: 1, max: 25 }),
        (values, penalty, minLength) => {
          const changes = changePoints(values, { penalty, minLength });
          const bounds = [0, ...changes, values.length];
          for (let piece = 1; changes.length > 0 && piece < bounds.length; piece += 1) {
            expect((bounds[piece] ?? 0) - (bounds[piece - 1] ?? 0)).toBeGreaterThanOrEqual(minLength);
          }
          if (values.length < minLength) return;
          const least = leastCost(values, penalty, minLength);
          const cost = costOf(values, changes, penalty);
          expect(Math.abs(cost - least)).toBeLessThanOrEqual(1e-7 * (1 + Math.abs(least)));
        },
      ),
      { numRuns: 600 },
    );
  });

  it("keep a beaten candidate until a piece that begins where it was beaten is long enough", () => {
    const ends = [8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 7, 2, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 4, 3, 3, 3, 3, 3, 3, 1, 5];
    const stuck = [0, 0, 0, 0, 0, 0, 0, 4, 3, 3, 3, 3, ...new Array(17).fill(5), 3, 3, 3, 3, 9];
    for (const [values, penalty, minLength] of [
      [ends, 0.01, 2],
      [stuck, 5, 3],
    ] as const) {
      const cost = costOf(values, changePoints(values, { penalty, minLength }), penalty);
      expect(cost).toBeCloseTo(leastCost(values, penalty, minLength), 9);
    }
  });

  it("are found at the place of the change, however far from zero", () => {
    for (const offset of [0, 1e9]) {
      const values = Array.from(
        { length: 400 },
        (_, index) => offset + (index < 250 ? 0 : 6) + Math.sin(index * 12.9898) * 0.9,
      );
      expect(changePoints(values, { penalty: 30, minLength: 3 })).toEqual([250]);
    }
  });

  it("are none in what is constant, too short or empty", () => {
    expect(changePoints([], { penalty: 1, minLength: 1 })).toEqual([]);
    expect(changePoints([1, 9], { penalty: 0.1, minLength: 2 })).toEqual([]);
    expect(changePoints(new Array(500).fill(7), { penalty: 1, minLength: 3 })).toEqual([]);
  });
});
