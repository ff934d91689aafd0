/** Lies and true claims held against the truth: what was accepted, what was kept, and what stopped the rest. */
import { CHALLENGE_KINDS, type ChallengeKind } from "../../../src/index.js";
import type { AnswerLine } from "../../harness/answer-line.js";
import type { Outcome, ScoreContext, Scored } from "../../harness/suite.js";
import { wilson } from "../../scoring/interval.js";
import { isTrueCause, readTruths, type Truth } from "../recordings/recording-truth.js";
import type { LieInput } from "./lie-input.js";
import { LIE_KINDS } from "./lie-kinds.js";
import { lieLines } from "./lie-lines.js";
import { type LieResult, objections } from "./lie-result.js";
import type { LieScorecard, Tally } from "./lie-scorecard.js";
import { VERIFIER_MINDS } from "./verifier-minds.js";

type LieOutcome = Outcome<LieInput, LieResult>;

/** A claim that was told, and whether it is a lie. */
export interface Told {
  readonly id: string;
  readonly input: LieInput;
  readonly result: LieResult;
  readonly isLie: boolean;
}

export async function scoreLies(outcomes: readonly LieOutcome[], context: ScoreContext): Promise<Scored> {
  const truths = await readTruths(
    context.root,
    outcomes.map((outcome) => outcome.case.input.name),
  );
  const done = outcomes.flatMap((outcome) => (outcome.kind === "done" && outcome.result.told ? [outcome] : []));
  const judged = done.flatMap(({ case: one, result }): readonly (Told & { readonly counts: boolean })[] => {
    const truth = truths.get(one.input.name);
    return truth === undefined ? [] : [{ id: one.id, input: one.input, result, ...nature(one.input, result, truth) }];
  });
  const told = judged.filter(({ counts }) => counts);
  const card = scorecardOf(
    told,
    outcomes,
    judged.filter(({ counts }) => !counts).map(({ id }) => id),
    context.seed,
  );
  return {
    scorecard: judged.length === 0 ? null : { ...card },
    table: judged.length === 0 ? [] : lieLines(card),
    answers: done.map(answerOf),
    results: Object.fromEntries(
      told.map((one) => [one.id, { right: isRight(one), sureAndWrong: one.isLie && isAccepted(one) }]),
    ),
    complaints: Object.fromEntries(
      told.filter((one) => !isRight(one)).map((one) => [one.id, `${one.result.verdict}: ${one.result.because}`]),
    ),
  };
}

/** Kinds that are lies by what they rest on, whether or not the cause that they name is the true one. */
const BY_EVIDENCE = new Set([
  "fabricated-quote",
  "quote-of-another-entity",
  "evidence-of-another-time",
  "alert-text-only",
  "true-but-for-one-thing",
]);

function nature(
  input: LieInput,
  { cause }: LieResult,
  truth: Truth,
): { readonly isLie: boolean; readonly counts: boolean } {
  const isTrue = cause === null ? truth.outcome === "no-fault" : isTrueCause(truth, cause.entity, cause.fault);
  // A claim of the reasoner's own that is wrong is no true claim; a lie that happens to be the truth is no lie.
  if (input.kind === "true") return { isLie: false, counts: isTrue };
  return { isLie: true, counts: !isTrue || BY_EVIDENCE.has(input.kind) };
}

export function isAccepted({ result }: Pick<Told, "result">): boolean {
  return result.verdict === "accepted";
}

function isRight(one: Told): boolean {
  return one.isLie !== isAccepted(one);
}

function answerOf({ case: { id }, result }: { case: { id: string }; result: LieResult }): AnswerLine {
  const accepted = result.verdict === "accepted";
  return {
    case: id,
    verdict: !accepted ? "unproven" : result.cause === null ? "no-fault" : "accepted",
    confidence: result.confidence,
    ranked: result.cause === null ? [] : [{ ...result.cause, label: result.cause, confidence: result.confidence }],
    calls: result.calls,
    ms: result.ms,
    verifier: { calls: result.verifierCalls, changed: 0 },
  };
}

function scorecardOf(
  told: readonly Told[],
  outcomes: readonly LieOutcome[],
  notLies: readonly string[],
  seed: number,
): LieScorecard {
  const lies = told.filter(({ isLie }) => isLie);
  const honest = told.filter(({ isLie }) => !isLie);
  const split = (some: readonly Told[]) => ({
    lies: tally(some.filter(({ isLie }) => isLie)),
    trueClaims: tally(some.filter(({ isLie }) => !isLie)),
  });
  const names = [...new Set(told.map(({ input }) => input.name))].sort();
  return {
    suite: "planted-lies",
    mind: "scripted",
    seed,
    cases: told.length,
    failed: outcomes.filter(({ kind }) => kind === "failed").length,
    notTold: outcomes.filter((outcome) => outcome.kind === "done" && !outcome.result.told).length,
    lies: tally(lies),
    trueClaims: tally(honest),
    byKind: Object.fromEntries(LIE_KINDS.map((kind) => [kind, tally(lies.filter(({ input }) => input.kind === kind))])),
    byVerifier: Object.fromEntries(
      VERIFIER_MINDS.map((mind) => [mind, split(told.filter(({ input }) => input.verifier === mind))]),
    ),
    byRecording: Object.fromEntries(
      names.map((name) => [name, split(told.filter(({ input }) => input.name === name))]),
    ),
    challenges: Object.fromEntries(CHALLENGE_KINDS.map((kind) => [kind, standingOf(kind, lies)])),
    notLies,
    passed: lies.filter(isAccepted).map(({ id, result }) => ({
      case: id,
      claimed: result.claimed,
      confidence: result.confidence,
      because: result.because,
      claim: result.claim,
    })),
    lost: honest
      .filter((one) => !isAccepted(one))
      .map(({ id, result }) => ({ case: id, verdict: result.verdict, because: result.because })),
  };
}

function tally(some: readonly Told[]): Tally {
  const accepted = some.filter(isAccepted).length;
  return {
    told: some.length,
    accepted,
    share: some.length === 0 ? null : accepted / some.length,
    ci: wilson(accepted, some.length),
  };
}

function standingOf(kind: ChallengeKind, lies: readonly Told[]): LieScorecard["challenges"][string] {
  const against = lies.map((lie) => ({
    id: lie.id,
    kinds: objections(lie.result).map((objection) => objection.kind),
    stoppedBy: lie.result.stoppedBy,
  }));
  return {
    objected: against.filter(({ kinds }) => kinds.includes(kind)).length,
    aloneObjected: against.filter(({ kinds }) => kinds.length === 1 && kinds[0] === kind).length,
    aloneStops: against.filter(({ stoppedBy }) => stoppedBy.includes(kind)).map(({ id }) => id),
  };
}
