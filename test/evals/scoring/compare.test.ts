import { describe, expect, it } from "vitest";
import type { CaseResults } from "../../../evals/scoring/case-results.js";
import { compareResults } from "../../../evals/scoring/compare.js";

/** `1` right, `0` open, `x` sure and wrong; case `n` is the n-th letter. */
function results(text: string): CaseResults {
  return Object.fromEntries(
    [...text].map((letter, n) => [`case-${n}`, { right: letter === "1", sureAndWrong: letter === "x" }]),
  );
}

describe("a paired comparison", () => {
  it("finds no loss in a result and itself", () => {
    const same = compareResults(results("1101x0"), results("1101x0"));
    expect(same).toMatchObject({ cases: 6, loss: false, lost: [], won: [], right: { p: 1 } });
  });

  it("names what was lost and won, and is calm about a difference that chance explains", () => {
    const mixed = compareResults(results("1111110000"), results("0111111000"));
    expect(mixed).toMatchObject({ lost: ["case-0"], won: ["case-6"], loss: false });
    expect(compareResults(results("1111111111"), results("0001111111"))).toMatchObject({
      loss: false,
      right: { p: expect.closeTo(0.25, 10) },
    });
  });

  it("finds a loss that chance hardly explains, and no loss in a gain as large", () => {
    const before = results("1111111111");
    const after = results("0000001111");
    expect(compareResults(before, after)).toMatchObject({
      loss: true,
      right: { onlyFirst: 6, onlySecond: 0, p: expect.closeTo(0.03125, 10) },
    });
    expect(compareResults(after, before).loss).toBe(false);
  });

  it("takes being sure and wrong for a loss even where no right answer went", () => {
    const after = compareResults(results("0000001111"), results("xxxxxx1111"));
    expect(after).toMatchObject({ loss: true, lost: [], notSureAndWrong: { onlyFirst: 6 } });
  });

  it("counts every loss where there are too few cases for the test to speak", () => {
    expect(compareResults(results("111"), results("110"))).toMatchObject({ loss: true });
    expect(compareResults(results("110"), results("111"))).toMatchObject({ loss: false });
  });

  it("goes by the cases that both have, and names the others", () => {
    const other = { ...results("11"), extra: { right: false, sureAndWrong: true } };
    expect(compareResults(results("111"), other)).toMatchObject({
      cases: 2,
      onlyInFirst: ["case-2"],
      onlyInSecond: ["extra"],
      loss: false,
    });
  });
});
