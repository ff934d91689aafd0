import type { Assertion } from "../../core/assertion.js";
import type { Instant } from "../../core/time.js";
import { any, type Truth } from "../../core/truth.js";
import { evaluate } from "../assertions/evaluate.js";
import type { Evaluation } from "../assertions/evaluation.js";
import type { Facts } from "../assertions/facts.js";
import { type Candidate, LIKELIHOOD, type Sign } from "../faults/family.js";

/** A sign of a candidate, held against the facts. */
export interface Reading {
  readonly sign: Sign;
  readonly truth: Truth;
  /** The assertion that speaks for the sign: one that holds, else one that is unknown, else one that fails. */
  readonly assertion: Assertion;
  readonly evaluation: Evaluation;
}

/** Null where the sign does not apply to the candidate: it then neither speaks for it nor against it. */
export function readSign(sign: Sign, candidate: Candidate, facts: Facts): Reading | null {
  const read = sign
    .assertions(candidate, facts)
    .map((assertion) => ({ assertion, evaluation: evaluate(assertion, facts) }));
  const truth = any(read.map(({ evaluation }) => evaluation.truth));
  const speaking = read.find(({ evaluation }) => evaluation.truth === truth);
  return speaking === undefined ? null : { sign, truth, ...speaking };
}

/** How much the reading moves the log-odds of its candidate: the logarithm of the likelihood ratio. */
export function weightOf({ sign, truth }: Pick<Reading, "sign" | "truth">): number {
  const [ifTrue, otherwise] = [LIKELIHOOD[sign.ifTrue], LIKELIHOOD[sign.otherwise]];
  switch (truth) {
    case "holds":
      return Math.log(ifTrue / otherwise);
    case "fails":
      return Math.log((1 - ifTrue) / (1 - otherwise));
    case "unknown":
      return 0;
  }
}

/** The earliest of the onsets that readings show. */
export function earliestOnset(readings: readonly Reading[]): Instant | null {
  const onsets = readings.flatMap(({ truth, sign, evaluation }) =>
    truth === "holds" && sign.part === "cause" && evaluation.onset !== null ? [evaluation.onset] : [],
  );
  return onsets.length === 0 ? null : Math.min(...onsets);
}
