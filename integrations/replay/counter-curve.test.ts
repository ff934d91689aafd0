import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { counterCurve, increases, withZeros } from "./counter-curve.js";
import type { Samples } from "./samples.js";

/** Samples at rising times; now and then the counter begins again. */
const counters: fc.Arbitrary<Samples> = fc
  .array(
    fc.record({ gap: fc.integer({ min: 1, max: 60_000 }), by: fc.integer({ min: 0, max: 500 }), reset: fc.boolean() }),
    {
      minLength: 1,
      maxLength: 40,
    },
  )
  .map((steps) => {
    let [time, value] = [1_000, 0];
    const [times, values]: [number[], number[]] = [[], []];
    for (const { gap, by, reset } of steps) {
      time += gap;
      value = reset ? by : value + by;
      times.push(time);
      values.push(value);
    }
    return { times, values };
  });

/** What a counter counted between two of its samples, by the definition of a reset, the slow way. */
function naiveIncrease({ times, values }: Samples, from: number, to: number): number {
  let sum = 0;
  for (let n = 1; n < times.length; n += 1) {
    const [start = 0, end = 0, before = 0, after = 0] = [times[n - 1], times[n], values[n - 1], values[n]];
    const grown = after < before ? after : after - before;
    const shared = Math.max(0, Math.min(end, to) - Math.max(start, from));
    sum += (grown * shared) / (end - start);
  }
  return sum;
}

describe("counterCurve", () => {
  it("counts between any edges what the naive model counts", () => {
    fc.assert(
      fc.property(
        counters,
        fc.uniqueArray(fc.integer({ min: 0, max: 3_000_000 }), { minLength: 2, maxLength: 30 }),
        (samples, raw) => {
          const edges = raw.sort((a, b) => a - b);
          for (const [n, { by }] of increases(counterCurve(samples), edges).entries()) {
            expect(by).toBeCloseTo(naiveIncrease(samples, edges[n] ?? 0, edges[n + 1] ?? 0), 6);
          }
        },
      ),
    );
  });

  it("never counts backwards, and loses nothing between its samples", () => {
    fc.assert(
      fc.property(counters, (samples) => {
        const parts = increases(counterCurve(samples), samples.times);
        for (const { by, whole } of parts) {
          expect(by).toBeGreaterThanOrEqual(0);
          expect(whole).toBe(true);
        }
        const total = naiveIncrease(samples, samples.times[0] ?? 0, samples.times.at(-1) ?? 0);
        expect(parts.reduce((sum, { by }) => sum + by, 0)).toBeCloseTo(total, 6);
      }),
    );
  });

  it("says of spans that reach past its samples that they are not whole", () => {
    const curve = counterCurve({ times: [10, 20], values: [5, 9] });
    expect(increases(curve, [0, 10, 20, 30])).toEqual([
      { by: 0, whole: false },
      { by: 4, whole: true },
      { by: 0, whole: false },
    ]);
  });
});

describe("withZeros", () => {
  it("lets a counter stand at zero at the scrapes that saw its neighbours but not this one", () => {
    expect(withZeros({ times: [30, 40], values: [7, 9] }, [10, 20, 30, 40, 50])).toEqual({
      times: [10, 20, 30, 40, 50],
      values: [0, 0, 7, 9, 0],
    });
  });

  it("takes a counter that every scrape saw as it is", () => {
    const samples = { times: [10, 20], values: [700, 710] };
    expect(withZeros(samples, [10, 20])).toEqual(samples);
  });

  it("lets a counter that was away begin again only where it came back lower", () => {
    const scrapes = [10, 20, 30, 40];
    expect(withZeros({ times: [10, 40], values: [50, 3] }, scrapes)).toEqual({
      times: [10, 20, 30, 40],
      values: [50, 0, 0, 3],
    });
    expect(withZeros({ times: [10, 40], values: [50, 53] }, scrapes)).toEqual({ times: [10, 40], values: [50, 53] });
  });

  it("keeps every sample and the order of time, and adds nothing but zeros at scrapes", () => {
    fc.assert(
      fc.property(
        counters,
        fc.uniqueArray(fc.integer({ min: 0, max: 3_000_000 }), { maxLength: 30 }),
        (samples, raw) => {
          const scrapes = raw.sort((a, b) => a - b);
          const whole = withZeros(samples, scrapes);
          expect(whole.times).toEqual([...new Set(whole.times)].sort((a, b) => a - b));
          for (const [n, time] of whole.times.entries()) {
            const own = samples.times.indexOf(time);
            if (own >= 0) expect(whole.values[n]).toBe(samples.values[own]);
            else expect([scrapes.includes(time), whole.values[n]]).toEqual([true, 0]);
          }
          expect(samples.times.every((time) => whole.times.includes(time))).toBe(true);
        },
      ),
    );
  });
});
