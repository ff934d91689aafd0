/**
 * The verifier's floor: built-in challenges that run for every claim, whichever mind sits in the seat.
 *
 * 1. What a challenge is told of the investigator's is the claim and what it cites; the rest it asks itself.
 * 2. Each challenge that applies gives a result; one that cannot decide says so, and what would decide it.
 * 3. Judging is pure: a replay over the same evidence gives the same results.
 */
import type { ChallengeResult } from "../core/challenge.js";
import type { EvidenceId } from "../core/evidence.js";
import type { SeatView } from "../core/view.js";
import type { FloorChallenge, FloorQuestion } from "./challenge.js";
import { resultOf } from "./challenge.js";
import { citations } from "./challenges/citations.js";
import { completeness } from "./challenges/completeness.js";
import { coverage } from "./challenges/coverage.js";
import { laundering } from "./challenges/laundering.js";
import { prediction } from "./challenges/prediction.js";
import { reObservation } from "./challenges/re-observation.js";
import { reach } from "./challenges/reach.js";
import { rivals } from "./challenges/rivals.js";
import { specificity } from "./challenges/specificity.js";
import { standing } from "./challenges/standing.js";
import { timing } from "./challenges/timing.js";
import { upstream } from "./challenges/upstream.js";
import { type Ground, groundOf, questionKey, wasAsked } from "./ground.js";

/** In the order in which their questions are paid for: what most often ends a false claim comes first. */
export const FLOOR: readonly FloorChallenge[] = [
  prediction,
  reObservation,
  rivals,
  completeness,
  reach,
  standing,
  specificity,
  upstream,
  timing,
  coverage,
  citations,
  laundering,
];

/** Questions that nobody has asked in this seat, each once, most worth first. */
export function floorQuestions(
  view: SeatView,
  challenges: readonly FloorChallenge[] = FLOOR,
): readonly FloorQuestion[] {
  const ground = groundFor(view, new Map());
  if (ground === null) return [];
  const questions = new Map<string, FloorQuestion>();
  for (const challenge of challenges.filter((one) => one.appliesTo(ground.claim))) {
    for (const question of challenge.questions(ground)) {
      if (!ground.offered.has(question.query.capability) || wasAsked(ground, question.query)) continue;
      const key = questionKey(question.query);
      const known = questions.get(key);
      const why = `${challenge.kind}: ${question.why}`;
      questions.set(key, {
        query: question.query,
        why: known === undefined ? why : `${known.why}; ${why}`.slice(0, 1024),
      });
    }
  }
  return [...questions.values()];
}

export function judgeFloor(
  view: SeatView,
  sources: ReadonlyMap<EvidenceId, Uint8Array>,
  challenges: readonly FloorChallenge[] = FLOOR,
): readonly ChallengeResult[] {
  const ground = groundFor(view, sources);
  if (ground === null) return [];
  return challenges.filter((one) => one.appliesTo(ground.claim)).map((one) => resultOf(one, ground, one.judge(ground)));
}

function groundFor(view: SeatView, sources: ReadonlyMap<EvidenceId, Uint8Array>): Ground | null {
  const claim = view.claims[0];
  return claim === undefined ? null : groundOf(view, claim.hypothesis, sources);
}
