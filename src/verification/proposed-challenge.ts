/** Challenges that the mind in the verifier's seat adds: typed, run by code, and able only to lower a verdict. */
import type { ChallengeResult, ProposedChallenge } from "../core/challenge.js";
import type { EvidenceId } from "../core/evidence.js";
import type { SeatView } from "../core/view.js";
import { evaluate } from "../diagnosis/assertions/evaluate.js";
import { citationsOf, groundOf } from "./ground.js";

export function judgeProposed(
  view: SeatView,
  sources: ReadonlyMap<EvidenceId, Uint8Array>,
  challenges: readonly ProposedChallenge[],
): readonly ChallengeResult[] {
  const claim = view.claims[0];
  if (claim === undefined) return [];
  const ground = groundOf(view, claim.hypothesis, sources);
  return challenges.map((challenge): ChallengeResult => {
    const evaluation = evaluate(challenge.counter, ground.facts);
    const outcome = evaluation.truth === "holds" ? "broken" : evaluation.truth === "fails" ? "survived" : "undecided";
    return {
      kind: challenge.kind,
      by: "mind",
      outcome,
      // What it cannot decide must not keep a claim open: that would let a hostile mind hold up everything.
      required: false,
      why: `the verifier's mind claims the contrary: ${evaluation.why}`.slice(0, 1024),
      counter: challenge.counter,
      basis: citationsOf(ground, evaluation.basis),
      own: evaluation.basis.map((ref) => ref.evidence).filter((id) => ground.own.evidence.some((one) => one.id === id)),
      settledBy: outcome === "undecided" ? challenge.query : null,
    };
  });
}
