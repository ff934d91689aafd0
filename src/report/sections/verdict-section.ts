/** 1. Verdict, confidence, what decided it. */
import { assertNever } from "../../core/assert-never.js";
import type { ClaimFile } from "../../core/case-file.js";
import type { ChallengeResult } from "../../core/challenge.js";
import type { Confidence } from "../../core/verdict.js";
import type { ReportContext } from "../report-context.js";
import type { ReportModel } from "../report-model.js";
import { claimWords } from "../words/claim-words.js";
import { capitalised, entityWords } from "../words/entity-words.js";
import { countWords, percentWords } from "../words/number-words.js";

type VerdictSection = ReportModel["verdict"];

export function verdictSection(context: ReportContext): VerdictSection {
  const { file, claim, state } = context;
  const outcome = file.conclusion?.outcome ?? null;
  return {
    word: verdictWord(outcome),
    outcome,
    verified: state === "concluded",
    headline: headline(context),
    claim: claim?.id ?? null,
    cause: cause(claim),
    confidence: claim?.verdict ? confidence(claim.verdict.confidence, context) : null,
    threshold: file.opened.threshold,
    decidedBy: decidedBy(context),
    challenges: (claim?.challenges ?? []).map((challenge) => challengeLine(challenge, context)),
    also: alsoFound(context),
  };
}

/** The words that the screen may show; what has not concluded is unproven whatever stands in it so far. */
export function verdictWord(outcome: VerdictSection["outcome"]): VerdictSection["word"] {
  switch (outcome) {
    case "finding":
      return "Finding";
    case "no-fault":
      return "No fault found";
    case "unproven":
    case null:
      return "Unproven";
    default:
      return assertNever(outcome);
  }
}

function headline({ file, claim, times }: ReportContext): string {
  if (claim !== null) return capitalised(claimWords(claim.hypothesis, times));
  const refuted = file.claims.filter((other) => other.verdict?.verdict === "refuted").length;
  if (refuted > 0) return `No explanation is left: ${countWords(refuted, "was", "were")} tried and refuted`;
  return "No explanation was found";
}

function cause(claim: ClaimFile | null): VerdictSection["cause"] {
  if (claim?.hypothesis.kind !== "fault") return null;
  const { entity, fault, since } = claim.hypothesis.cause;
  return { entity, name: entityWords(entity), fault, since };
}

function confidence(figure: Confidence, { input }: ReportContext): VerdictSection["confidence"] {
  const own =
    input.trackRecord === undefined || input.trackRecord.reviewed === 0
      ? "on your systems nothing has been reviewed yet"
      : `on your systems ${input.trackRecord.right} of ${input.trackRecord.reviewed} reviewed were right`;
  const { basis, value } = figure;
  const shown = { value, percent: percentWords(value), calibrated: basis.kind === "table" };
  switch (basis.kind) {
    case "uncalibrated":
      return {
        ...shown,
        meaning: `uncalibrated: no count of replays like this one stands behind it (${basis.formula}); ${own}`,
      };
    case "table": {
      const range = `${percentWords(basis.low)} to ${percentWords(basis.high)}`;
      return { ...shown, meaning: `${basis.right} of ${basis.of} replays like this were right (${range}); ${own}` };
    }
    default:
      return assertNever(basis);
  }
}

function decidedBy({ file, claim, state }: ReportContext): string {
  if (state !== "concluded") return notVerified(state, claim);
  const ending = endingWords(file.conclusion?.because ?? "");
  if (claim?.verdict) return [claim.verdict.because, ending].filter((part) => part !== "").join("; ");
  return ending === "" ? "no claim stood for judgement" : ending;
}

function notVerified(state: ReportContext["state"], claim: ClaimFile | null): string {
  const why = state === "running" ? "the investigation still runs" : "the investigation was stopped before its end";
  return claim === null
    ? `${why}; there is no answer yet`
    : `${why}; this is the best answer so far and is not verified`;
}

const ENDINGS: Readonly<Record<string, string>> = {
  decided: "",
  "no-claim-left": "no claim was left to judge",
  budget: "the budget of calls was spent",
  time: "the time was spent",
  "mind-failed": "a mind failed",
  killed: "a person stopped it",
};

/** Why the investigation ended; nothing where its claims decided it. */
function endingWords(because: string): string {
  return ENDINGS[because] ?? because;
}

export function challengeLine(
  result: ChallengeResult,
  { citations }: ReportContext,
): VerdictSection["challenges"][number] {
  const { kind, by, outcome, required, why } = result;
  return { kind, by, outcome, required, why, cites: citations.numbers(result.basis), ownEvidence: result.own.length };
}

function alsoFound({ file, times }: ReportContext): string[] {
  const further = file.conclusion?.findings.slice(1) ?? [];
  return file.claims
    .filter((claim) => further.includes(claim.id))
    .map((claim) => capitalised(claimWords(claim.hypothesis, times)));
}
