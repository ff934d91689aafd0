import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Bucket, histogramQuantile, weightedQuantiles } from "./quantile.js";

const observed = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 2, maxLength: 12 }).map((counts) => {
  let count = 0;
  return counts.map((more, index): Bucket => {
    count += more;
    return { le: index === counts.length - 1 ? Number.POSITIVE_INFINITY : 0.1 * (index + 1), count };
  });
});

/** How many observations are at most `x`, if each bucket's lie evenly in it. */
function naiveCount(buckets: readonly Bucket[], x: number): number {
  let [start, before] = [0, 0];
  for (const { le, count } of buckets) {
    if (x <= le)
      return le === Number.POSITIVE_INFINITY ? before : before + ((count - before) * (x - start)) / (le - start);
    [start, before] = [le, count];
  }
  return before;
}

/** The smallest `x` below which a share `q` lies, by bisection; the highest finite bound where there is none. */
function naiveQuantile(buckets: readonly Bucket[], q: number): number {
  const highest = buckets.at(-2)?.le ?? 0;
  const wanted = q * (buckets.at(-1)?.count ?? 0);
  let [low, high] = [0, highest];
  for (let n = 0; n < 100; n += 1) {
    const middle = (low + high) / 2;
    if (naiveCount(buckets, middle) >= wanted) high = middle;
    else low = middle;
  }
  return high;
}

describe("histogramQuantile", () => {
  it("finds what bisection over the naive distribution finds", () => {
    fc.assert(
      fc.property(observed, fc.double({ min: 0.01, max: 1, noNaN: true }), (buckets, q) => {
        fc.pre((buckets.at(-1)?.count ?? 0) > 0);
        expect(histogramQuantile(buckets, q)).toBeCloseTo(naiveQuantile(buckets, q), 6);
      }),
    );
  });

  it("gives the value of Prometheus' documentation: linear inside of the bucket", () => {
    const buckets = [
      { le: 0.1, count: 50 },
      { le: 0.5, count: 90 },
      { le: Number.POSITIVE_INFINITY, count: 100 },
    ];
    expect(histogramQuantile(buckets, 0.7)).toBeCloseTo(0.3, 12);
    expect(histogramQuantile(buckets, 0.25)).toBeCloseTo(0.05, 12);
    expect(histogramQuantile(buckets, 0.95)).toBe(0.5);
  });

  it("has no value where nothing was observed, or nobody knows how much", () => {
    expect(
      histogramQuantile(
        [
          { le: 1, count: 0 },
          { le: Number.POSITIVE_INFINITY, count: 0 },
        ],
        0.5,
      ),
    ).toBeNull();
    expect(histogramQuantile([{ le: 1, count: 5 }], 0.5)).toBeNull();
    expect(histogramQuantile([], 0.5)).toBeNull();
  });

  it("reads counts that dipped while they were scraped as flat", () => {
    const bounds = [1, 2, 3, Number.POSITIVE_INFINITY];
    const counts = [10, 9, 12, 12];
    expect(
      histogramQuantile(
        bounds.map((le, n) => ({ le, count: counts[n] ?? 0 })),
        0.9,
      ),
    ).toBeCloseTo(2.4, 12);
  });

  it("gives the first bound where that is not positive", () => {
    expect(
      histogramQuantile(
        [
          { le: -1, count: 4 },
          { le: Number.POSITIVE_INFINITY, count: 4 },
        ],
        0.5,
      ),
    ).toBe(-1);
  });
});

describe("weightedQuantiles", () => {
  it("is the value at that rank once each value is repeated as often as it weighs", () => {
    const values = fc.array(
      fc.record({ value: fc.integer({ min: 0, max: 50 }), weight: fc.integer({ min: 1, max: 9 }) }),
      {
        minLength: 1,
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), (weighted, percent) => {
        const repeated = weighted
          .flatMap(({ value, weight }) => Array<number>(weight).fill(value))
          .sort((a, b) => a - b);
        const rank = Math.ceil((percent * repeated.length) / 100);
        expect(weightedQuantiles(weighted, [percent / 100])).toEqual([repeated[rank - 1]]);
      }),
    );
  });
});
