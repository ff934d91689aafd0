/** One run over a recording held against the truth about it. */
import type { AnswerLine } from "../../harness/answer-line.js";
import type { ScoredRun } from "../../scoring/scored-run.js";
import { isTrueCause, isTrueEntity, isTrueFault, type Truth, trueFamily, trueSystem } from "./recording-truth.js";

export function scoreRecording(
  answer: AnswerLine,
  truth: Truth,
  run: Pick<ScoredRun, "trial" | "peakMb" | "failed">,
): ScoredRun {
  const right = answer.ranked.map(({ entity, fault }) => isTrueCause(truth, entity, fault));
  const first = answer.ranked[0];
  // Nothing was wrong: right is who says so, and nothing but that.
  const cleared = truth.outcome === "no-fault" && answer.verdict === "no-fault";
  const blames = answer.verdict !== "no-fault";
  return {
    case: answer.case,
    ...run,
    system: trueSystem(truth),
    family: trueFamily(truth),
    verdict: answer.verdict,
    confidence: answer.verdict === "unproven" && first === undefined ? null : answer.confidence,
    a1: cleared || (blames && right[0] === true),
    a3: cleared || (blames && right.slice(0, 3).includes(true)),
    a5: null,
    object: cleared || (blames && first !== undefined && isTrueEntity(truth, first.entity)),
    fault: cleared || (blames && first !== undefined && isTrueFault(truth, first.fault)),
    calls: answer.calls,
    ms: answer.ms,
    changed: answer.verifier.changed,
  };
}

/** One line for people: what was said, and what was so. */
export function recordingLine(answer: AnswerLine, scored: ScoredRun, truth: Truth): string {
  const first = answer.ranked[0];
  const said =
    scored.failed !== null
      ? `failed: ${scored.failed}`
      : first === undefined
        ? answer.verdict
        : `${answer.verdict} ${first.fault} at ${first.entity}`;
  const mark = scored.a1 ? "right" : scored.verdict === "unproven" ? "open " : "WRONG";
  const so = scored.a1 ? "" : `; it was ${truth.fault === null ? "no fault" : `${truth.fault} at ${truth.entity}`}`;
  return `  ${mark}  ${scored.case}: ${said}, ${Math.round(100 * answer.confidence)} %, ${answer.calls} calls, ${Math.round(answer.ms)} ms${so}`;
}
