/** What several runs of the same cases tell of a mind that chance has a part in. */
import type { ScoredRun } from "./scored-run.js";
import { mean, spread } from "./statistics.js";

export interface TrialFigures {
  readonly trials: number;
  /** Over the trials: mean and standard deviation of A@1. */
  readonly a1: { readonly mean: number | null; readonly spread: number };
  readonly calls: { readonly mean: number | null; readonly spread: number };
  /** Share of cases that are right in every trial. */
  readonly rightInAll: number | null;
}

/** Null where each case was run once. */
export function trialFigures(runs: readonly ScoredRun[]): TrialFigures | null {
  const trials = [...new Set(runs.map((run) => run.trial))];
  if (trials.length < 2) return null;
  const inTrial = (trial: number): readonly ScoredRun[] => runs.filter((run) => run.trial === trial);
  const a1 = trials.map((trial) => mean(inTrial(trial).map((run) => Number(run.a1))) ?? 0);
  const calls = trials.map((trial) => mean(inTrial(trial).map((run) => run.calls)) ?? 0);
  const cases = [...new Set(runs.map((run) => run.case))];
  return {
    trials: trials.length,
    a1: { mean: mean(a1), spread: spread(a1) },
    calls: { mean: mean(calls), spread: spread(calls) },
    rightInAll: mean(cases.map((name) => Number(runs.every((run) => run.case !== name || run.a1)))),
  };
}
