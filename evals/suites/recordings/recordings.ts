/**
 * Recorded incidents of the testbed, each from its alert and from a bare scope. The worker gets the recording's
 * folder and nothing else; truth is read here, after everything has been answered.
 */
import { AnswerLine, noAnswer } from "../../harness/answer-line.js";
import { scorecardLines } from "../../harness/scorecard-lines.js";
import type { CaseContext, Outcome, ScoreContext, Scored, Suite, SuiteCase } from "../../harness/suite.js";
import { caseResults } from "../../scoring/case-results.js";
import { figuresBy, figuresOf, macroA1 } from "../../scoring/scorecard.js";
import type { ScoredRun } from "../../scoring/scored-run.js";
import { trialFigures } from "../../scoring/trials.js";
import { recordingsIn } from "./recorded-cases.js";
import type { RecordingInput } from "./recording-input.js";
import { readTruths, type Truth } from "./recording-truth.js";
import { runRecording } from "./run-recording.js";
import { recordingLine, scoreRecording } from "./score-recording.js";

type RecordingOutcome = Outcome<RecordingInput, AnswerLine>;

export const recordings: Suite<RecordingInput, AnswerLine> = {
  name: "recordings",
  about: "recorded incidents of the testbed, from the alert and from a bare scope",
  caseTimeoutMs: 120_000,
  result: AnswerLine,
  async cases(root) {
    const places = await recordingsIn(root);
    return places.flatMap(({ name, folder }): readonly SuiteCase<RecordingInput>[] => [
      { id: name, input: { name, folder, from: "alert" } },
      { id: `${name}@scope`, input: { name, folder, from: "scope" } },
    ]);
  },
  run: (input: RecordingInput, context: CaseContext) => runRecording(input, context),
  score: scoreRecordings,
};

async function scoreRecordings(outcomes: readonly RecordingOutcome[], context: ScoreContext): Promise<Scored> {
  const truths = await readTruths(
    context.root,
    outcomes.map((outcome) => outcome.case.input.name),
  );
  const answered = outcomes.map((outcome) => ({ outcome, answer: answerFrom(outcome) }));
  const scored = answered.flatMap(({ outcome, answer }) => {
    const truth = truths.get(outcome.case.input.name);
    return truth === undefined ? [] : [{ answer, truth, run: scoreOutcome(outcome, answer, truth) }];
  });
  const runs = scored.map(({ run }) => run);
  const several = new Set(outcomes.map(({ trial }) => trial)).size > 1;
  return {
    scorecard: runs.length === 0 ? null : scorecardOf(runs, context.seed),
    table: [
      ...scored.map(({ answer, run, truth }) => recordingLine(answer, run, truth)),
      ...(runs.length === 0 ? [] : scorecardLines({ ...partsOf(runs, context.seed), trials: trialFigures(runs) })),
    ],
    answers: answered.map(({ outcome, answer }) => (several ? { ...answer, trial: outcome.trial } : answer)),
    results: caseResults(runs),
    complaints: Object.fromEntries(
      scored.flatMap(({ answer, run, truth }) =>
        run.a1 ? [] : [[run.case, recordingLine(answer, run, truth).trim()]],
      ),
    ),
  };
}

function answerFrom(outcome: RecordingOutcome): AnswerLine {
  return outcome.kind === "done" ? { ...outcome.result, case: outcome.case.id } : noAnswer(outcome.case.id);
}

function scoreOutcome(outcome: RecordingOutcome, answer: AnswerLine, truth: Truth): ScoredRun {
  const failed = outcome.kind === "failed" ? outcome.reason : null;
  return scoreRecording(answer, truth, { trial: outcome.trial, peakMb: outcome.peakMb, failed });
}

function partsOf(runs: readonly ScoredRun[], seed: number) {
  return {
    overall: figuresOf(runs, seed),
    systems: figuresBy(runs, "system", seed),
    families: figuresBy(runs, "family", seed),
  };
}

function scorecardOf(runs: readonly ScoredRun[], seed: number): Readonly<Record<string, unknown>> {
  const parts = partsOf(runs, seed);
  const trials = trialFigures(runs);
  return {
    suite: "recordings",
    mind: "reasoner",
    seed,
    cases: parts.overall.cases,
    ...parts,
    macroA1: macroA1(parts.families),
    ...(trials === null ? {} : { trials }),
  };
}
