/** What a scorecard keeps of each case, so that two scorecards can be compared case by case. */
import { z } from "zod";
import { isSure, type ScoredRun } from "./scored-run.js";

export const CaseResult = z.object({ right: z.boolean(), sureAndWrong: z.boolean() });
export type CaseResult = z.infer<typeof CaseResult>;
export type CaseResults = Readonly<Record<string, CaseResult>>;

/** Of several runs: right where most of them are, sure and wrong where one of them is. */
export function caseResults(runs: readonly ScoredRun[]): CaseResults {
  const names = [...new Set(runs.map((run) => run.case))];
  return Object.fromEntries(
    names.map((name) => {
      const own = runs.filter((run) => run.case === name);
      const right = own.filter((run) => run.a1).length;
      return [name, { right: 2 * right > own.length, sureAndWrong: own.some((run) => isSure(run) && !run.a1) }];
    }),
  );
}
