import { describe, expect, it } from "vitest";
import { planBackground } from "../../../evals/testbed/background.js";
import { SeededRandom } from "../../../evals/testbed/seeded-random.js";

const plan = { seed: 3, beforeMs: 180_000, duringMs: 120_000, spared: [] };

describe("planBackground", () => {
  it("is the same for the same seed and another for another", () => {
    const times = (seed: number) => planBackground({ ...plan, seed }).map(({ atMs }) => atMs);
    expect(times(3)).toEqual(times(3));
    expect(times(3)).not.toEqual(times(4));
  });

  it("puts changes before the fault, one of them shortly before, and one after", () => {
    const times = planBackground(plan).map(({ atMs }) => atMs);
    expect(times.filter((at) => at < plan.beforeMs).length).toBe(3);
    expect(times.some((at) => at > 0.7 * plan.beforeMs && at < plan.beforeMs)).toBe(true);
    expect(times.some((at) => at > plan.beforeMs && at < plan.beforeMs + plan.duringMs)).toBe(true);
  });
});

describe("SeededRandom", () => {
  it("is uniform enough, and exponential gaps have their mean", () => {
    const random = new SeededRandom(7);
    const draws = Array.from({ length: 20_000 }, () => random.next());
    expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeCloseTo(0.5, 1);
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThan(1);
    const gaps = Array.from({ length: 20_000 }, () => random.exponential(25));
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeCloseTo(25, -0.5);
  });

  it("picks by weight", () => {
    const random = new SeededRandom(1);
    const items = [
      { name: "often", weight: 9 },
      { name: "seldom", weight: 1 },
    ];
    const seldom = Array.from({ length: 5_000 }, () => random.weighted(items)).filter(({ name }) => name === "seldom");
    expect(seldom.length / 5_000).toBeCloseTo(0.1, 1);
  });
});
