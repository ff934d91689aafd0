import { InquestError } from "../../src/index.js";
import type { EvalOptions } from "../options.js";
import { type Comparison, compareResults } from "../scoring/compare.js";
import { comparisonLines } from "./comparison-lines.js";
import { printResult } from "./print-result.js";
import { readScorecards, type StoredScorecard } from "./stored-scorecard.js";
import type { EvalTerminal } from "./terminal.js";

export interface NamedComparison extends Comparison {
  readonly suite: string;
}

/** `inquest eval compare A B`: is B worse than A? @throws InquestError `USAGE` */
export async function compareFiles(
  files: readonly string[],
  options: EvalOptions,
  terminal: EvalTerminal,
): Promise<number> {
  const [first, second] = files;
  if (first === undefined || second === undefined || files.length > 2) {
    throw new InquestError("USAGE", {
      what: "a comparison takes two scorecards",
      where: "inquest eval compare",
      remedy: "write `inquest eval compare before.json after.json`",
    });
  }
  const comparisons = compareSuites(await readScorecards(first), await readScorecards(second), second);
  printResult(
    terminal,
    options,
    comparisons,
    comparisons.flatMap((one) => comparisonLines(one.suite, one)),
  );
  return comparisons.some(({ loss }) => loss) ? 1 : 0;
}

/**
 * Of every suite that both have.
 * @throws InquestError `USAGE` where they have none in common
 */
export function compareSuites(
  first: readonly StoredScorecard[],
  second: readonly StoredScorecard[],
  where: string,
): readonly NamedComparison[] {
  const comparisons = second.flatMap(({ suite, results }) => {
    const before = first.find((one) => one.suite === suite);
    return before === undefined ? [] : [{ suite, ...compareResults(before.results, results) }];
  });
  if (comparisons.some(({ cases }) => cases > 0)) return comparisons;
  throw new InquestError("USAGE", {
    what: "the two scorecards have no case in common",
    where,
    remedy: "compare scorecards of the same suite over the same cases",
  });
}
