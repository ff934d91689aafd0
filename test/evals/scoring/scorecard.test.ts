import { describe, expect, it } from "vitest";
import { caseResults } from "../../../evals/scoring/case-results.js";
import { wilson } from "../../../evals/scoring/interval.js";
import { figuresBy, figuresOf, macroA1 } from "../../../evals/scoring/scorecard.js";
import { trialFigures } from "../../../evals/scoring/trials.js";
import { scoredRun } from "../../support/scored-run.js";

/** Right and sure; right and open; wrong and sure, with the right one second; wrong and open; cleared rightly. */
const FIVE = [
  scoredRun({ case: "a", calls: 10, ms: 100, peakMb: 300 }),
  scoredRun({ case: "b", verdict: "unproven", confidence: 0.6, calls: 20, ms: 200, system: "canteen" }),
  scoredRun({ case: "c", a1: false, a3: true, object: true, calls: 30, ms: 300, changed: 2 }),
  scoredRun({ case: "d", a1: false, verdict: "unproven", confidence: 0.2, calls: 40, ms: 400, family: "change" }),
  scoredRun({ case: "e", verdict: "no-fault", confidence: 0.8, calls: 50, ms: 500, family: "no-fault" }),
];

describe("the figures of a scorecard", () => {
  it("are those worked out by hand for five cases", () => {
    const figures = figuresOf(FIVE, 1);
    expect(figures).toMatchObject({
      cases: 5,
      a1: 0.6,
      a3: 0.8,
      object: 0.8,
      fault: 0.6,
      coverage: 0.6,
      sureAndWrong: 0.2,
      calls: { mean: 30, p95: 50 },
      ms: { p50: 300, p95: 500 },
      peakMb: 300,
      changedByVerifier: 0.2,
    });
    expect(figures.precision).toBeCloseTo(2 / 3, 12);
    expect(figures.brier).toBeCloseTo((0.01 + 0.16 + 0.81 + 0.04 + 0.04) / 5, 12);
    // One forecast to a bin but for 0.9 twice, once right and once wrong: 0.8 + ... of five.
    expect(figures.ece).toBeCloseTo((0.2 + 0.4 + 0.2 + 0.4 + 0.4) / 5, 12);
    expect(figures.ci["a1"]?.map((bound) => Number(bound.toFixed(3)))).toEqual([0.231, 0.882]);
  });

  it("have no five-best share where the set does not ask for one", () => {
    expect(figuresOf(FIVE, 1)).not.toHaveProperty("a5");
    expect(figuresOf([scoredRun({ case: "a", a5: true }), scoredRun({ case: "b", a5: false })], 1).a5).toBe(0.5);
  });

  it("count a failed case as not answered, and leave its cost out", () => {
    const failed = scoredRun({
      case: "f",
      a1: false,
      verdict: "unproven",
      confidence: null,
      calls: 0,
      ms: 0,
      failed: "it hung",
    });
    const figures = figuresOf([...FIVE, failed], 1);
    expect(figures.a1).toBe(0.5);
    expect(figures.calls.mean).toBe(30);
    expect(figures.brier).toBe(figuresOf(FIVE, 1).brier);
  });

  it("are unknown, not zero, where there is nothing to take them of", () => {
    const figures = figuresOf([scoredRun({ case: "a", a1: false, verdict: "unproven", confidence: null })], 1);
    expect(figures.precision).toBeNull();
    expect(figures.ece).toBeNull();
    expect(figures.coverage).toBe(0);
  });

  it("are split by system and family, and averaged over families without weights", () => {
    expect(Object.keys(figuresBy(FIVE, "system", 1))).toEqual(["canteen", "shop"]);
    const families = figuresBy(FIVE, "family", 1);
    expect(Object.entries(families).map(([name, { cases, a1 }]) => [name, cases, a1])).toEqual([
      ["change", 1, 0],
      ["dependency", 3, 2 / 3],
      ["no-fault", 1, 1],
    ]);
    expect(macroA1(families)).toBeCloseTo((0 + 2 / 3 + 1) / 3, 12);
  });
});

describe("several trials", () => {
  const runs = [
    scoredRun({ case: "a", trial: 0 }),
    scoredRun({ case: "b", trial: 0, a1: false }),
    scoredRun({ case: "a", trial: 1, calls: 30 }),
    scoredRun({ case: "b", trial: 1, calls: 30 }),
  ];

  it("give mean, spread and the share that is right in all", () => {
    const figures = trialFigures(runs);
    expect(figures).toMatchObject({ trials: 2, a1: { mean: 0.75 }, calls: { mean: 25 }, rightInAll: 0.5 });
    expect(figures?.a1.spread).toBeCloseTo(Math.SQRT1_2 / 2, 12);
    expect(trialFigures(FIVE)).toBeNull();
  });

  it("make no more cases of it: intervals stay as wide as two cases are", () => {
    const figures = figuresOf(runs, 1);
    expect(figures).toMatchObject({ cases: 2, a1: 0.75 });
    expect(figures.ci["a1"]).toEqual(wilson(1.5, 2));
  });

  it("leave one result a case: right where most are, sure and wrong where one is", () => {
    expect(caseResults([...runs, scoredRun({ case: "c", a1: false }), scoredRun({ case: "c", trial: 1 })])).toEqual({
      a: { right: true, sureAndWrong: false },
      b: { right: false, sureAndWrong: true },
      c: { right: false, sureAndWrong: true },
    });
  });
});
