import { expect, it } from "vitest";
import type { Assertion } from "../../../src/core/assertion.js";
import type { Evidence } from "../../../src/core/evidence.js";
import type { Truth } from "../../../src/core/truth.js";
import { evaluate } from "../../../src/diagnosis/assertions/evaluate.js";
import { Facts } from "../../../src/diagnosis/assertions/facts.js";

/** One worked example: what the answers show, what is claimed, what follows. */
export interface Example {
  readonly title: string;
  readonly given: readonly Evidence[];
  readonly claim: Assertion;
  readonly truth: Truth;
  /** A part of the reason. */
  readonly why?: string;
  readonly measured?: number;
  readonly onset?: number;
}

export function runExamples(examples: readonly Example[]): void {
  it.each(examples)("$title", ({ given, claim, truth, why, measured, onset }) => {
    const evaluation = evaluate(claim, new Facts(given));
    expect(evaluation.truth, evaluation.why).toBe(truth);
    if (why !== undefined) expect(evaluation.why).toContain(why);
    if (measured !== undefined) expect(evaluation.measured).toBeCloseTo(measured, 6);
    if (onset !== undefined) expect(evaluation.onset).toBe(onset);
  });
}
