/** One answer held against the truth, with the data set's own rule: equality of words, whatever their case. */
import { spelled } from "../../datasets/cloud-opsbench/labels.js";
import type { Truth } from "../../datasets/cloud-opsbench/truth.js";
import type { AnswerLine } from "../../harness/answer-line.js";
import type { ScoredRun } from "../../scoring/scored-run.js";

/** What a ranked answer has right. */
export interface Match {
  readonly taxonomy: boolean;
  readonly object: boolean;
  readonly cause: boolean;
}

export interface ScoredCase extends ScoredRun {
  /** Object and root cause alone, at rank 1 and among the first three: the set's main figure. */
  readonly jointly1: boolean;
  readonly jointly3: boolean;
}

export function scoreCase(
  answer: AnswerLine,
  truth: Truth,
  run: Pick<ScoredRun, "trial" | "peakMb" | "failed">,
): ScoredCase {
  // Each case has a fault: who says that nothing is wrong has no answer right.
  const ranked = answer.verdict === "no-fault" ? [] : answer.ranked.slice(0, 3);
  const matches = ranked.map(({ label }) => matchOf(label, truth));
  const jointly = matches.map(({ object, cause }) => object && cause);
  const exactly = matches.map(({ taxonomy }, rank) => taxonomy && jointly[rank] === true);
  return {
    case: answer.case,
    ...run,
    system: truth.system,
    family: truth.root_cause,
    verdict: answer.verdict,
    confidence: answer.verdict === "unproven" && answer.ranked.length === 0 ? null : answer.confidence,
    a1: exactly[0] === true,
    a3: exactly.includes(true),
    a5: null,
    object: matches[0]?.object === true,
    fault: matches[0]?.cause === true,
    jointly1: jointly[0] === true,
    jointly3: jointly.includes(true),
    calls: answer.calls,
    ms: answer.ms,
    changed: answer.verifier.changed,
  };
}

export function matchOf(label: Readonly<Record<string, string>>, truth: Truth): Match {
  return {
    taxonomy: same(label["fault_taxonomy"], truth.fault_taxonomy),
    object: same(label["fault_object"], truth.fault_object),
    cause: same(spelled(label["root_cause"] ?? ""), spelled(truth.root_cause)),
  };
}

function same(said: string | undefined, so: string): boolean {
  return said !== undefined && said.toLowerCase() === so.toLowerCase();
}

/** One line for people: what was said, and what was so. */
export function caseLine(answer: AnswerLine, scored: ScoredCase, truth: Truth): string {
  const first = answer.ranked[0];
  const said =
    scored.failed !== null
      ? `failed: ${scored.failed}`
      : first === undefined
        ? answer.verdict
        : `${answer.verdict} ${first.fault} at ${first.entity}`;
  const mark = scored.a1 ? "right" : scored.verdict === "unproven" ? "open " : "WRONG";
  const so = scored.a1 ? "" : `; it was ${truth.root_cause} at ${truth.fault_object}`;
  return `  ${mark}  ${scored.case}: ${said}, ${Math.round(100 * answer.confidence)} %, ${answer.calls} calls, ${Math.round(answer.ms)} ms${so}`;
}
