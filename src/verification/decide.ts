/**
 * The verdict, from challenge results alone.
 *
 * 1. One broken challenge refutes.
 * 2. A required challenge that did not decide leaves the claim unproven, whatever the confidence.
 * 3. Below the threshold a claim is unproven, with the question that would settle it.
 */
import type { ChallengeResult } from "../core/challenge.js";
import type { Query } from "../core/query.js";
import type { Confidence, Verdict } from "../core/verdict.js";
import type { SeatView } from "../core/view.js";
import { citedThings } from "./claim-parts.js";

/** How much a survived challenge is worth: those that asked something new count most. */
const WORTH: Readonly<Record<ChallengeResult["kind"], number>> = {
  citations: 1,
  laundering: 1,
  coverage: 1,
  timing: 1,
  reach: 2,
  "re-observation": 3,
  rivals: 3,
  prediction: 3,
  specificity: 1,
  standing: 1,
  size: 1,
  upstream: 2,
  counterfactual: 1,
  completeness: 1,
};

export const UNCALIBRATED_FORMULA = "0.5 + 0.48 x (worth of survived challenges / worth of all that apply)";

export function decide(view: SeatView, results: readonly ChallengeResult[], threshold: number): Verdict {
  const broken = results.find((result) => result.outcome === "broken");
  const confidence = confidenceOf(results);
  if (broken !== undefined) {
    return {
      verdict: "refuted",
      confidence: { ...confidence, value: 0 },
      because: `${broken.kind}: ${broken.why}`.slice(0, 1024),
      settledBy: null,
    };
  }
  const open = results.find((result) => result.required && result.outcome === "undecided");
  if (open !== undefined || results.length === 0) {
    const because = open === undefined ? "no challenge ran" : `${open.kind} is undecided: ${open.why}`;
    return {
      verdict: "unproven",
      confidence: capped(confidence, threshold),
      because: because.slice(0, 1024),
      settledBy: settling(results),
    };
  }
  if (confidence.value < threshold) {
    const because = `confidence ${percent(confidence.value)} is below ${percent(threshold)}`;
    return { verdict: "unproven", confidence, because, settledBy: settling(results) };
  }
  const survived = results.filter((result) => result.outcome === "survived");
  const because = `${survived.length} of ${results.length} challenges survived, ${plural(ownQuestions(view), "question")} of the verifier's own, ${citedThings(view)}`;
  return { verdict: "accepted", confidence, because, settledBy: null };
}

function confidenceOf(results: readonly ChallengeResult[]): Confidence {
  const floor = results.filter((result) => result.by === "floor");
  const all = floor.reduce((sum, result) => sum + WORTH[result.kind], 0);
  const survived = floor
    .filter((result) => result.outcome === "survived")
    .reduce((sum, result) => sum + WORTH[result.kind], 0);
  const value = all === 0 ? 0 : 0.5 + 0.48 * (survived / all);
  return { value: Math.round(value * 1000) / 1000, basis: { kind: "uncalibrated", formula: UNCALIBRATED_FORMULA } };
}

/** What a required challenge has left open is never as sure as what is accepted. */
function capped(confidence: Confidence, threshold: number): Confidence {
  return { ...confidence, value: Math.min(confidence.value, Math.max(0, threshold - 0.01)) };
}

function settling(results: readonly ChallengeResult[]): Query | null {
  const open = results.filter((result) => result.outcome === "undecided" && result.settledBy !== null);
  return (open.find((result) => result.required) ?? open[0])?.settledBy ?? null;
}

function ownQuestions(view: SeatView): number {
  return view.calls.filter((call) => call.outcome === "answered").length;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
