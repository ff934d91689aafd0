/** The figures of diagnosis.md over scored runs. */
import { brierScore, expectedCalibrationError, type Forecast } from "./calibration.js";
import { bootstrapMean, type Interval, wilson } from "./interval.js";
import { isSure, type ScoredRun } from "./scored-run.js";
import { mean, quantile } from "./statistics.js";

/** Shares from 0 to 1; null where there was nothing to take it of. */
export interface Figures {
  readonly cases: number;
  readonly a1: number | null;
  readonly a3: number | null;
  readonly a5?: number | null;
  readonly object: number | null;
  readonly fault: number | null;
  /** Share of cases with an answer for which Inquest stands, and the share of right ones among those. */
  readonly coverage: number | null;
  readonly precision: number | null;
  /** Answers for which it stands and that are wrong, of all. */
  readonly sureAndWrong: number | null;
  readonly ece: number | null;
  readonly brier: number | null;
  readonly calls: { readonly mean: number | null; readonly p95: number | null };
  readonly ms: { readonly p50: number | null; readonly p95: number | null };
  readonly peakMb: number | null;
  /** Share of cases in which the verifier's own calls changed a verdict. */
  readonly changedByVerifier: number | null;
  readonly ci: Readonly<Record<string, Interval>>;
}

/** Runs of the same case count as one: shares are means over cases, and intervals know the number of cases alone. */
export function figuresOf(runs: readonly ScoredRun[], seed: number): Figures {
  const byCase = groupByCase(runs);
  const cases = byCase.length;
  const shareOf = (holds: (run: ScoredRun) => boolean): number | null =>
    mean(byCase.map((group) => mean(group.map((run) => Number(holds(run)))) ?? 0));
  const sure = runs.filter(isSure);
  const sureCases = byCase.filter((group) => group.some(isSure)).length;
  const shares = {
    a1: shareOf((run) => run.a1),
    a3: shareOf((run) => run.a3),
    object: shareOf((run) => run.object),
    fault: shareOf((run) => run.fault),
    coverage: shareOf(isSure),
    sureAndWrong: shareOf((run) => isSure(run) && !run.a1),
  };
  const precision = mean(sure.map((run) => Number(run.a1)));
  const forecasts = runs.flatMap(forecastOf);
  const done = runs.filter((run) => run.failed === null);
  return {
    cases,
    ...shares,
    ...(runs.some((run) => run.a5 !== null) ? { a5: shareOf((run) => run.a5 === true) } : {}),
    precision,
    ece: expectedCalibrationError(forecasts),
    brier: brierScore(forecasts),
    calls: {
      mean: mean(done.map((run) => run.calls)),
      p95: quantile(
        done.map((run) => run.calls),
        0.95,
      ),
    },
    ms: {
      p50: quantile(
        done.map((run) => run.ms),
        0.5,
      ),
      p95: quantile(
        done.map((run) => run.ms),
        0.95,
      ),
    },
    peakMb: quantile(
      done.map((run) => run.peakMb),
      1,
    ),
    changedByVerifier: shareOf((run) => run.changed > 0),
    ci: {
      ...Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, wilson((share ?? 0) * cases, cases)])),
      precision: wilson((precision ?? 0) * sureCases, sureCases),
      ...meanInterval(
        "calls",
        done.map((run) => run.calls),
        seed,
      ),
      ...meanInterval(
        "brier",
        forecasts.map(({ confidence, right }) => (confidence - Number(right)) ** 2),
        seed,
      ),
    },
  };
}

function groupByCase(runs: readonly ScoredRun[]): readonly (readonly ScoredRun[])[] {
  const groups = new Map<string, ScoredRun[]>();
  for (const run of runs) groups.set(run.case, [...(groups.get(run.case) ?? []), run]);
  return [...groups.values()];
}

function forecastOf({ confidence, a1 }: ScoredRun): readonly Forecast[] {
  return confidence === null ? [] : [{ confidence, right: a1 }];
}

function meanInterval(name: string, values: readonly number[], seed: number): Readonly<Record<string, Interval>> {
  const interval = bootstrapMean(values, seed);
  return interval === null ? {} : { [name]: interval };
}

/** The same, for each value of a run's property, in the order of its names. */
export function figuresBy(
  runs: readonly ScoredRun[],
  property: "system" | "family",
  seed: number,
): Readonly<Record<string, Figures>> {
  const names = [...new Set(runs.map((run) => run[property]))].sort();
  return Object.fromEntries(
    names.map((name) => [
      name,
      figuresOf(
        runs.filter((run) => run[property] === name),
        seed,
      ),
    ]),
  );
}

/** The mean over families, so that a common fault does not hide a rare one. */
export function macroA1(families: Readonly<Record<string, Figures>>): number | null {
  return mean(Object.values(families).flatMap(({ a1 }) => a1 ?? []));
}
