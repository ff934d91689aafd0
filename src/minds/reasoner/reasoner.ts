/**
 * The embedded reasoner: an investigator that needs no language model.
 *
 * 1. A function of its view: the same view gives the same moves.
 * 2. It looks wide first, then asks what separates, and proposes when the leader is settled or no question helps.
 * 3. It never proposes again what was refuted, and concludes when it has nothing left to say.
 */
import { sha256 } from "../../core/digest.js";
import { sameEntity } from "../../core/entity.js";
import type { Move } from "../../core/move.js";
import type { Mind } from "../../core/ports/mind.js";
import type { Query } from "../../core/query.js";
import type { ClaimView, SeatView } from "../../core/view.js";
import { Facts } from "../../diagnosis/assertions/facts.js";
import type { FaultFamily } from "../../diagnosis/faults/family.js";
import { FAULT_FAMILIES } from "../../diagnosis/faults/registry.js";
import { type RankedQuestion, rankQuestions } from "../../diagnosis/weighing/next-question.js";
import { suspects } from "../../diagnosis/weighing/suspects.js";
import { byLogOdds, type Weighed, weigh } from "../../diagnosis/weighing/weigh.js";
import { questionRules } from "./question-rules.js";
import { type ReadScene, readScene } from "./scene.js";
import { stateClaim } from "./state-claim.js";
import { stateNoFault } from "./state-no-fault.js";
import { wideQuestions } from "./wide-questions.js";

export const REASONER_VERSION = "reasoner/1";
const PARALLEL_QUESTIONS = 4;
const MOST_PROPOSALS = 3;
/** Log-odds from which a candidate is more likely than not. */
const LIKELY = 0;
/** The leader is settled when it is this likely, and this far ahead of another cause. */
const SETTLED = 3;
const AHEAD = 2.5;

export function createReasoner(families: readonly FaultFamily[] = FAULT_FAMILIES): Mind {
  return {
    id: REASONER_VERSION,
    digest: sha256(REASONER_VERSION, faultsDigest(families)),
    next: async (view) => nextMoves(view, families),
  };
}

/** What the families say, as far as it is data; code that builds assertions is named by the engine's version. */
export function faultsDigest(families: readonly FaultFamily[] = FAULT_FAMILIES): string {
  return sha256(JSON.stringify(families));
}

function nextMoves(view: SeatView, families: readonly FaultFamily[]): readonly Move[] {
  if (view.turn === 0) return wideQuestions(view);
  const facts = new Facts(view.evidence);
  const scene = readScene(view, facts);
  const weighed = suspects(families, scene.observations, scene)
    .map(({ family, candidate }) => weigh(family, candidate, facts, scene.graph, scene.onset))
    .sort(byLogOdds);
  if (view.claims.some((claim) => claim.verdict?.verdict === "accepted"))
    return [conclude("a claim was accepted", null)];
  const questions = rankQuestions(weighed, questionRules(view, scene, facts));
  const affordable = within(questions, view.budget.callsLeft);
  if (affordable.length > 0 && !isSettled(weighed)) return asking(affordable);
  const proposals = proposalsOf(view, facts, scene, weighed);
  return proposals.length > 0 ? proposals : [conclude(nothingLeft(weighed), questions[0]?.query ?? null)];
}

function isSettled(weighed: readonly Weighed[]): boolean {
  const [leader, ...others] = weighed;
  if (leader === undefined || leader.logOdds < SETTLED) return false;
  return others.every((other) => leader.logOdds - other.logOdds >= AHEAD);
}

function within(questions: readonly RankedQuestion[], callsLeft: number): readonly RankedQuestion[] {
  let left = callsLeft;
  return questions.slice(0, PARALLEL_QUESTIONS).filter(({ cost }) => {
    if (cost > left) return false;
    left -= cost;
    return true;
  });
}

function asking(questions: readonly RankedQuestion[]): readonly Move[] {
  return questions.map(
    ({ query, gain, shows }): Move => ({
      kind: "query",
      query,
      reason: `shows ${[...new Set(shows)].slice(0, 6).join(", ")}; expected separation ${gain.toFixed(3)} nats`,
    }),
  );
}

function proposalsOf(view: SeatView, facts: Facts, scene: ReadScene, weighed: readonly Weighed[]): readonly Move[] {
  if (scene.shown.length === 0) {
    const calm = proposeNoFault(view, facts, scene);
    if (calm.length > 0) return calm;
  }
  const faults = proposeFaults(view, facts, scene, weighed);
  return faults.length > 0 || !scene.recovered ? faults : proposeNoFault(view, facts, scene);
}

function proposeNoFault(view: SeatView, facts: Facts, scene: ReadScene): readonly Move[] {
  if (view.claims.some(({ hypothesis }) => hypothesis.kind === "no-fault")) return [];
  const hypothesis = stateNoFault(view, facts, scene);
  if (hypothesis === null) return [];
  const remark = scene.recovered ? "the symptom is over" : "the symptom was looked for and is not there";
  return [{ kind: "propose", hypothesis, rank: 1, standing: 0, remark }];
}

function proposeFaults(view: SeatView, facts: Facts, scene: ReadScene, weighed: readonly Weighed[]): readonly Move[] {
  const fresh = weighed.filter(
    (one) =>
      one.logOdds > LIKELY &&
      one.explanation.reaches !== "fails" &&
      one.explanation.inTime !== "fails" &&
      !view.claims.some((claim) => isSame(claim, one)),
  );
  return fresh.slice(0, MOST_PROPOSALS).map(
    (one, index): Move => ({
      kind: "propose",
      hypothesis: stateClaim(one, view, facts, scene),
      rank: index + 1,
      standing: Math.round(one.logOdds * 1000) / 1000,
      remark: `${one.candidate.entity.name}: ${one.family.title}`,
    }),
  );
}

function isSame({ hypothesis }: ClaimView, { family, candidate }: Weighed): boolean {
  return (
    hypothesis.kind === "fault" &&
    hypothesis.cause.fault === family.id &&
    sameEntity(hypothesis.cause.entity, candidate.entity)
  );
}

function conclude(why: string, settledBy: Query | null): Move {
  return { kind: "conclude", why, settledBy };
}

function nothingLeft(weighed: readonly Weighed[]): string {
  const leader = weighed[0];
  return leader === undefined
    ? "nothing that was seen suggests a known fault"
    : `the best explanation left (${leader.family.id} of ${leader.candidate.entity.name}) is not likely enough, and no question would change that`;
}
