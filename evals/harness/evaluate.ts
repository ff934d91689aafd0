/** One run of `inquest eval SUITE…`: cases, workers, scores, files, and what is printed. */
import { writeFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { InquestError } from "../../src/index.js";
import { DEFAULT_SEED, type EvalOptions, MOST_TRIALS, workerCount } from "../options.js";
import { findSuite } from "../suites.js";
import { compareSuites } from "./compare-files.js";
import { comparisonLines } from "./comparison-lines.js";
import { junitXml } from "./junit.js";
import { printResult } from "./print-result.js";
import { showProgress } from "./progress.js";
import { type AnyOutcome, runCases } from "./run-cases.js";
import { readScorecards, type StoredScorecard } from "./stored-scorecard.js";
import type { AnySuite, Scored } from "./suite.js";
import type { EvalTerminal } from "./terminal.js";

interface SuiteRun {
  readonly suite: AnySuite;
  readonly scored: Scored;
  readonly failures: readonly string[];
  readonly seconds: number;
}

export async function evaluate(options: EvalOptions, terminal: EvalTerminal, signal: AbortSignal): Promise<number> {
  const suites = options.suites.map(findSuite);
  if (options.trials !== undefined && (options.trials < 1 || options.trials > MOST_TRIALS)) throw wrongTrials();
  // Read first: a baseline that cannot be read should not cost a whole run.
  const baseline = options.baseline === undefined ? null : await readScorecards(options.baseline);
  const runs: SuiteRun[] = [];
  for (const suite of suites) runs.push(await runSuite(suite, options, terminal, signal));
  await writeFiles(runs, options);
  return tell(runs, baseline, options, terminal);
}

async function runSuite(
  suite: AnySuite,
  options: EvalOptions,
  terminal: EvalTerminal,
  signal: AbortSignal,
): Promise<SuiteRun> {
  const began = performance.now();
  const root = options.root ?? null;
  const seed = options.seed ?? DEFAULT_SEED;
  const trials = options.trials ?? 1;
  const cases = (await suite.cases(root, seed)).slice(0, options.limit ?? Number.POSITIVE_INFINITY);
  const progress = options.quiet === true ? null : showProgress(suite.name, cases.length * trials, terminal.stderr);
  const done: AnyOutcome[] = [];
  const outcomes = await runCases({
    suite,
    cases,
    suitesModule: new URL(import.meta.url.endsWith(".ts") ? "../suites.ts" : "../suites.js", import.meta.url),
    workers: workerCount(options),
    trials,
    maxCalls: options.maxCalls ?? null,
    seed,
    onOutcome(outcome) {
      done.push(outcome);
      progress?.step(outcome.kind === "failed");
    },
    signal,
  })
    .catch(async (error: unknown) => {
      // What was answered before the interruption was paid for: it is not thrown away.
      if (options.answers !== undefined) await writeAnswers(options.answers, [await suite.score(done, { root, seed })]);
      throw error;
    })
    .finally(() => progress?.end());
  const scored = await suite.score(outcomes, { root, seed });
  return { suite, scored, failures: outcomes.flatMap(failureOf), seconds: (performance.now() - began) / 1_000 };
}

function failureOf(outcome: AnyOutcome): readonly string[] {
  return outcome.kind === "failed" ? [`  ${outcome.case.id}: failed: ${outcome.reason}`] : [];
}

async function writeFiles(runs: readonly SuiteRun[], { answers, junit }: EvalOptions): Promise<void> {
  if (answers !== undefined)
    await writeAnswers(
      answers,
      runs.map(({ scored }) => scored),
    );
  if (junit !== undefined) {
    const suites = runs.map(({ suite, scored, seconds }) => ({ name: suite.name, ...scored, seconds }));
    await write(junit, junitXml(suites));
  }
}

function writeAnswers(file: string, scored: readonly Scored[]): Promise<void> {
  const lines = scored.flatMap(({ answers }) => answers.map((line) => `${JSON.stringify(line)}\n`));
  return write(file, lines.join(""));
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (cause) {
    throw new InquestError("USAGE", {
      what: `the file cannot be written: ${cause instanceof Error ? cause.message : "unknown error"}`,
      where: file,
      remedy: "name a file in a folder that exists and that you may write to",
      cause,
    });
  }
}

function tell(
  runs: readonly SuiteRun[],
  baseline: readonly StoredScorecard[] | null,
  options: EvalOptions,
  terminal: EvalTerminal,
): number {
  const now = runs.map(({ suite, scored }) => ({ suite: suite.name, results: scored.results }));
  const comparisons = baseline === null ? null : compareSuites(baseline, now, options.baseline ?? "");
  const cards = runs.map(({ scored }, index) => {
    const comparison = comparisons?.find(({ suite }) => suite === now[index]?.suite);
    return { ...scored.scorecard, results: scored.results, ...(comparison === undefined ? {} : { comparison }) };
  });
  printResult(terminal, options, cards.length === 1 ? cards[0] : cards, [
    ...runs.flatMap(({ suite, scored, failures }) => [
      suite.name,
      ...scored.table,
      ...failures,
      ...(scored.scorecard === null ? ["  no truth lies beside the data: nothing was scored"] : []),
      "",
    ]),
    ...(comparisons ?? []).flatMap((one) => comparisonLines(`against ${options.baseline}, ${one.suite}`, one)),
  ]);
  return comparisons?.some(({ loss }) => loss) === true ? 1 : 0;
}

function wrongTrials(): InquestError {
  return new InquestError("USAGE", {
    what: "that is no number of trials",
    where: "--trials",
    remedy: `write a whole number from 1 to ${MOST_TRIALS}`,
  });
}
