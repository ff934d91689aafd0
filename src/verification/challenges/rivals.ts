/**
 * The best rival explains as much, and the question that tells them apart favours it. The rivals are the verifier's
 * own: what the claimed family itself says looks the same, and what names it as its look-alike.
 */
import type { EntityRef } from "../../core/entity.js";
import { entityKey, sameEntity } from "../../core/entity.js";
import type { FaultHypothesis } from "../../core/hypothesis.js";
import { evaluate } from "../../diagnosis/assertions/evaluate.js";
import { questionsFor } from "../../diagnosis/assertions/questions.js";
import { appliesTo, type FaultFamily, LIKELIHOOD } from "../../diagnosis/faults/family.js";
import { FAULT_FAMILIES, findFamily } from "../../diagnosis/faults/registry.js";
import { answeringFor } from "../../diagnosis/invariants/objects.js";
import { callGraph } from "../../diagnosis/weighing/call-graph.js";
import { candidate, type Scene } from "../../diagnosis/weighing/suspects.js";
import { type Weighed, weigh } from "../../diagnosis/weighing/weigh.js";
import { broken, type FloorChallenge, type FloorQuestion, survived, undecided } from "../challenge.js";
import { symptomParts } from "../claim-parts.js";
import type { Ground } from "../ground.js";

/** A rival this much likelier (in log-odds) takes the claim's place. */
const LEAD = 1;
const MOST_RIVALS = 8;
const MOST_QUESTIONS = 4;

export const rivals: FloorChallenge = {
  kind: "rivals",
  appliesTo: (claim) => claim.kind === "fault",
  required: () => true,
  questions(ground) {
    if (ground.claim.kind !== "fault") return [];
    const { claimed, others } = contenders(ground.claim, ground);
    const open = [...(claimed === null ? [] : [claimed]), ...others].flatMap((one) =>
      openSigns(one, ground.claim as FaultHypothesis),
    );
    return open.slice(0, MOST_QUESTIONS);
  },
  judge(ground) {
    if (ground.claim.kind !== "fault") return survived("there is no cause");
    const { claimed, others } = contenders(ground.claim, ground);
    if (claimed === null)
      return undecided(`nothing is known of \`${ground.claim.cause.fault}\`: what else looks like it cannot be told`);
    const missing = missingSign(claimed);
    if (missing !== null)
      return broken(`what ${claimed.family.id} nearly always shows is not there: ${missing.evaluation.why}`, {
        basis: missing.evaluation.basis,
      });
    const best = others.toSorted((a, b) => b.logOdds - a.logOdds)[0];
    if (best !== undefined && best.logOdds > claimed.logOdds + LEAD && best.explanation.reaches !== "fails") {
      return broken(
        `${best.family.id} of ${entityKey(best.candidate.entity)} explains it better (log-odds ${best.logOdds.toFixed(1)} to ${claimed.logOdds.toFixed(1)})`,
        { basis: basisOf(best) },
      );
    }
    if (claimed.logOdds <= 0)
      return undecided(`its own signs are too weak (log-odds ${claimed.logOdds.toFixed(1)})`, {
        settledBy: openSigns(claimed, ground.claim)[0]?.query,
      });
    if (best !== undefined && best.logOdds > claimed.logOdds - LEAD && best.explanation.reaches !== "fails") {
      return undecided(`${best.family.id} of ${entityKey(best.candidate.entity)} explains about as much`, {
        settledBy: openSigns(best, ground.claim)[0]?.query,
      });
    }
    const runnerUp =
      best === undefined
        ? "no look-alike is in play"
        : `the nearest look-alike is ${best.family.id} of ${entityKey(best.candidate.entity)} (log-odds ${best.logOdds.toFixed(1)} to ${claimed.logOdds.toFixed(1)})`;
    return survived(runnerUp, { basis: basisOf(claimed) });
  },
};

function contenders(
  claim: FaultHypothesis,
  ground: Ground,
): { readonly claimed: Weighed | null; readonly others: readonly Weighed[] } {
  const graph = callGraph(ground.facts);
  const scene: Scene = {
    symptom: claim.symptom,
    window: claim.window,
    reference: claim.reference,
    timed: ground.facts.all("series").length > 0,
    answers: (entity) => answeringFor(entity, ground.facts),
    horizon: ground.view.incident.window.from,
    graph,
  };
  const onset = symptomOnset(ground);
  const weighed = (family: FaultFamily, entity: EntityRef): Weighed =>
    weigh(family, candidate(entity, null, scene), ground.facts, graph, onset);
  const family = findFamily(claim.cause.fault);
  const near = [
    claim.cause.entity,
    ...graph.calleesOf(claim.cause.entity),
    ...graph.callersOf(claim.cause.entity),
    ...claim.path,
  ];
  const places = near.filter((entity, index) => near.findIndex((other) => sameEntity(other, entity)) === index);
  const others = lookalikesOf(claim.cause.fault)
    .flatMap((rival) => places.filter((entity) => appliesTo(rival, entity)).map((entity) => weighed(rival, entity)))
    .toSorted((a, b) => b.logOdds - a.logOdds)
    .slice(0, MOST_RIVALS);
  return { claimed: family === null ? null : weighed(family, claim.cause.entity), others };
}

function lookalikesOf(fault: string): readonly FaultFamily[] {
  const named = new Set(findFamily(fault)?.lookalikes.map((lookalike) => lookalike.fault) ?? []);
  return FAULT_FAMILIES.filter(
    (family) =>
      family.id !== fault && (named.has(family.id) || family.lookalikes.some((lookalike) => lookalike.fault === fault)),
  );
}

/** Signs nobody has looked at, those that tell the two apart first. */
function openSigns({ family, readings }: Weighed, claim: FaultHypothesis): readonly FloorQuestion[] {
  const telling = new Set(
    [...family.lookalikes, ...(findFamily(claim.cause.fault)?.lookalikes ?? [])].map(
      (lookalike) => lookalike.toldApartBy,
    ),
  );
  return readings
    .filter((reading) => reading.truth === "unknown" && telling.has(reading.sign.id))
    .flatMap((reading) =>
      questionsFor(reading.assertion)
        .slice(0, 1)
        .map((query) => ({ query, why: `is it ${family.id} after all (${reading.sign.id})` })),
    );
}

/** A sign that the fault nearly always shows and that was looked for in vain, with no other of its group in its place. */
function missingSign({ readings }: Weighed) {
  const groups = new Set(readings.filter((reading) => reading.truth === "holds").map((reading) => reading.sign.group));
  return (
    readings.find(
      ({ sign, truth }) =>
        sign.part === "cause" &&
        truth === "fails" &&
        LIKELIHOOD[sign.ifTrue] >= LIKELIHOOD["nearly-always"] &&
        !groups.has(sign.group),
    ) ?? null
  );
}

function symptomOnset({ claim, facts }: Ground): number | null {
  const onsets = symptomParts(claim).flatMap((part) => evaluate(part.assertion, facts).onset ?? []);
  return onsets.length === 0 ? null : Math.min(...onsets);
}

function basisOf({ readings }: Weighed) {
  return readings
    .filter((reading) => reading.truth === "holds")
    .flatMap((reading) => reading.evaluation.basis.slice(0, 1))
    .slice(0, 4);
}
