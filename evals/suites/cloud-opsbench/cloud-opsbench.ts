/**
 * Recorded Kubernetes incidents of two shops. The parent reads the files, and hands each case to a worker without its
 * number and without the wording of its report; truth is opened here, after everything has been answered.
 */
import { InquestError } from "../../../src/index.js";
import { readCases } from "../../datasets/cloud-opsbench/read-cases.js";
import { readTruths, type Truth } from "../../datasets/cloud-opsbench/truth.js";
import { AnswerLine, noAnswer } from "../../harness/answer-line.js";
import { scorecardLines } from "../../harness/scorecard-lines.js";
import type { Outcome, ScoreContext, Scored, Suite, SuiteCase } from "../../harness/suite.js";
import { caseResults } from "../../scoring/case-results.js";
import { figuresBy, figuresOf, macroA1 } from "../../scoring/scorecard.js";
import { trialFigures } from "../../scoring/trials.js";
import { SeededRandom } from "../../testbed/seeded-random.js";
import type { CaseInput } from "./case-input.js";
import { ownRule, ownRuleLine } from "./own-rule.js";
import { runCase } from "./run-case.js";
import { caseLine, type ScoredCase, scoreCase } from "./score-case.js";

type CaseOutcome = Outcome<CaseInput, AnswerLine>;

export const cloudOpsbench: Suite<CaseInput, AnswerLine> = {
  name: "cloud-opsbench",
  about: "recorded Kubernetes incidents, each from a namespace in which something is wrong",
  caseTimeoutMs: 120_000,
  confined: true,
  result: AnswerLine,
  async cases(root, seed) {
    const cases: SuiteCase<CaseInput>[] = [];
    for await (const { id, packed } of readCases(rootOf(root))) cases.push({ id, input: { packed } });
    return shuffled(cases, seed);
  },
  run: runCase,
  score: scoreCases,
};

function rootOf(root: string | null): string {
  if (root !== null) return root;
  throw new InquestError("USAGE", {
    what: "this suite has no data of its own",
    where: "inquest eval cloud-opsbench",
    remedy: "name the folder with the data set's files with --root",
  });
}

/** So that `--limit` takes a sample of all files, the same one for the same seed. */
function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  const random = new SeededRandom(seed);
  const ranked = items.map((item) => ({ item, rank: random.next() }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ item }) => item);
}

async function scoreCases(outcomes: readonly CaseOutcome[], { root, seed }: ScoreContext): Promise<Scored> {
  const truths = await readTruths(rootOf(root));
  const answered = outcomes.map((outcome) => ({ outcome, answer: answerFrom(outcome) }));
  const scored = answered.flatMap(({ outcome, answer }) => {
    const truth = truths.get(outcome.case.id);
    return truth === undefined ? [] : [{ answer, truth, run: scoreOutcome(outcome, answer, truth) }];
  });
  const runs = scored.map(({ run }) => run);
  const several = new Set(outcomes.map(({ trial }) => trial)).size > 1;
  return {
    scorecard: runs.length === 0 ? null : scorecardOf(runs, seed),
    table: [
      ...scored.map(({ answer, run, truth }) => caseLine(answer, run, truth)),
      ...(runs.length === 0 ? [] : tableOf(runs, seed)),
    ],
    answers: answered.map(({ outcome, answer }) => (several ? { ...answer, trial: outcome.trial } : answer)),
    results: caseResults(runs),
    complaints: Object.fromEntries(
      scored.flatMap(({ answer, run, truth }) => (run.a1 ? [] : [[run.case, caseLine(answer, run, truth).trim()]])),
    ),
  };
}

function answerFrom(outcome: CaseOutcome): AnswerLine {
  return outcome.kind === "done" ? { ...outcome.result, case: outcome.case.id } : noAnswer(outcome.case.id);
}

function scoreOutcome(outcome: CaseOutcome, answer: AnswerLine, truth: Truth): ScoredCase {
  const failed = outcome.kind === "failed" ? outcome.reason : null;
  return scoreCase(answer, truth, { trial: outcome.trial, peakMb: outcome.peakMb, failed });
}

function tableOf(runs: readonly ScoredCase[], seed: number): readonly string[] {
  const figures = {
    overall: figuresOf(runs, seed),
    systems: figuresBy(runs, "system", seed),
    families: figuresBy(runs, "family", seed),
    trials: trialFigures(runs),
  };
  return [
    ...scorecardLines(figures),
    ...Object.entries(ownRules(runs)).map(([system, figure]) => ownRuleLine(system, figure)),
  ];
}

function ownRules(runs: readonly ScoredCase[]): Readonly<Record<string, ReturnType<typeof ownRule>>> {
  const systems = [...new Set(runs.map(({ system }) => system))].sort();
  return Object.fromEntries(
    systems.map((system) => [system, ownRule(runs.filter((run) => run.system === system))] as const),
  );
}

function scorecardOf(runs: readonly ScoredCase[], seed: number): Readonly<Record<string, unknown>> {
  const overall = figuresOf(runs, seed);
  const families = figuresBy(runs, "family", seed);
  const trials = trialFigures(runs);
  return {
    suite: "cloud-opsbench",
    mind: "reasoner",
    seed,
    cases: overall.cases,
    overall,
    systems: figuresBy(runs, "system", seed),
    families,
    macroA1: macroA1(families),
    ownRule: ownRules(runs),
    ...(trials === null ? {} : { trials }),
  };
}
