import { assertNever } from "../../core/assert-never.js";
import type { AssertionOf, OnsetOf } from "../../core/assertion.js";
import type { Instant } from "../../core/time.js";
import { evaluateChanged } from "./changed.js";
import { type Evaluation, judged, unknown } from "./evaluation.js";
import type { Facts } from "./facts.js";
import { evaluateHappened, happenedCoveredUntil } from "./happened.js";
import { evaluateIs, isSeenToBegin } from "./is.js";
import type { RecordRef } from "./record-index.js";
import { evaluateShifted, shiftCoveredUntil } from "./shifted.js";

type Precedes = AssertionOf<"precedes">;

interface Beginning {
  readonly at: Instant;
  /** Whether its beginning was seen; else it began at `at` or earlier. */
  readonly seen: boolean;
  readonly basis: readonly RecordRef[];
}

/**
 * The first began before the second, or at most `toleranceMs` after it. A beginning that nobody saw (the part
 * before it is not covered) is known to lie no later than its first sign, and is used for that much only.
 */
export function evaluatePrecedes({ first, second, toleranceMs }: Precedes, facts: Facts): Evaluation {
  const cause = beginningOf(first, facts);
  const effect = beginningOf(second, facts);
  if (typeof cause === "string") return unknown(`the first has no known beginning: ${cause}`);
  if (typeof effect === "string") return unknown(`the second has no known beginning: ${effect}`);

  const lead = effect.at - cause.at;
  const text =
    lead >= 0
      ? `the first began ${lead / 1_000} s before the second`
      : `the first began ${-lead / 1_000} s after the second`;
  const rest = { measured: lead, basis: [...cause.basis.slice(0, 8), ...effect.basis.slice(0, 8)] };
  if (lead >= -toleranceMs) {
    return effect.seen
      ? judged("holds", text, { ...rest, onset: cause.at })
      : unknown(`${text}, but the second may have begun earlier`, rest);
  }
  return cause.seen ? judged("fails", text, rest) : unknown(`${text}, but the first may have begun earlier`, rest);
}

/** The beginning, or the reason why none is known. */
function beginningOf(onset: OnsetOf, facts: Facts): Beginning | string {
  switch (onset.of) {
    case "instant":
      return { at: onset.at, seen: true, basis: [] };
    case "shift":
      return fromEvaluation(evaluateShifted(onset.claim, facts), (at) => shiftCoveredUntil(onset.claim, at, facts));
    case "event":
      return fromEvaluation(evaluateHappened(onset.claim, facts), (at) => happenedCoveredUntil(onset.claim, at, facts));
    case "change": {
      const { entity, window } = onset.claim;
      return fromEvaluation(
        evaluateChanged(onset.claim, facts),
        (at) => at <= window.from || facts.covered("change", entity, { from: window.from, to: at }),
      );
    }
    case "state":
      return fromEvaluation(evaluateIs(onset.claim, facts), (at) => isSeenToBegin(onset.claim, at, facts));
    default:
      return assertNever(onset);
  }
}

function fromEvaluation(evaluation: Evaluation, seen: (at: Instant) => boolean): Beginning | string {
  if (evaluation.truth !== "holds") return evaluation.why;
  if (evaluation.onset === null) return "it is so, but nothing tells since when";
  return { at: evaluation.onset, seen: seen(evaluation.onset), basis: evaluation.basis };
}
