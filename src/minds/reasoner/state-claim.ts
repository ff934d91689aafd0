/** From a weighed candidate to a claim that code can check: each sign that holds, the symptom, the way, the order, a prediction. */
import type { Assertion, OnsetOf } from "../../core/assertion.js";
import type { Cite } from "../../core/citation.js";
import { type EntityRef, sameEntity } from "../../core/entity.js";
import type { ProposedHypothesis } from "../../core/hypothesis.js";
import type { SeatView } from "../../core/view.js";
import { evaluate } from "../../diagnosis/assertions/evaluate.js";
import type { Facts } from "../../diagnosis/assertions/facts.js";
import { questionsFor } from "../../diagnosis/assertions/questions.js";
import type { RecordRef } from "../../diagnosis/assertions/record-index.js";
import { CLOCK_TOLERANCE_MS } from "../../diagnosis/faults/signs.js";
import { readSign } from "../../diagnosis/weighing/read-sign.js";
import type { Weighed } from "../../diagnosis/weighing/weigh.js";
import { isMeasured } from "./measured.js";
import type { ReadScene } from "./scene.js";

type Part = ProposedHypothesis["parts"][number];
const CITES_A_PART = 4;
const MOST_SYMPTOMS = 3;

export function stateClaim(weighed: Weighed, view: SeatView, facts: Facts, scene: ReadScene): ProposedHypothesis {
  const { family, candidate, readings, explanation, since } = weighed;
  const path = explanation.path ?? [candidate.entity, scene.symptom.entity];
  const causes = readings
    .filter((reading) => reading.sign.part === "cause" && reading.truth === "holds")
    .map(
      (reading): Part => ({ part: "cause", assertion: reading.assertion, cites: citesOf(reading.evaluation.basis) }),
    );
  const symptoms = symptomsOf(weighed, scene).map((assertion) => part("symptom", assertion, facts));
  const first = firstOnset(weighed);
  const second = scene.shown.find((assertion) => assertion.kind === "shifted");
  const order: readonly Part[] =
    first === null || second === undefined
      ? []
      : [
          part(
            "onset",
            { kind: "precedes", first, second: { of: "shift", claim: second }, toleranceMs: CLOCK_TOLERANCE_MS },
            facts,
          ),
        ];
  return {
    kind: "fault",
    cause: { entity: candidate.entity, fault: family.id, since },
    path: distinct(path),
    symptom: scene.symptom,
    window: scene.window,
    reference: scene.reference,
    parts: [
      ...causes,
      ...symptoms,
      ...wayParts(distinct(path), facts),
      ...order.filter(({ cites }) => cites.length > 0),
    ],
    prediction: predict(weighed, view, facts),
    mitigations: family.mitigate(candidate, facts).slice(0, 4),
  };
}

/** Of broken rules only those that the cause answers for, where there are any: another object's trouble is another's. */
function symptomsOf({ candidate }: Weighed, scene: ReadScene): readonly Assertion[] {
  if (scene.symptom.signal !== "state") return scene.shown;
  const { entity } = candidate;
  const own = scene.broken.filter((rule) => rule.entity.name === entity.name).map(({ assertion }) => assertion);
  return (own.length > 0 ? own : scene.shown).slice(0, MOST_SYMPTOMS);
}

export function part(name: Part["part"], assertion: Assertion, facts: Facts): Part {
  return { part: name, assertion, cites: citesOf(evaluate(assertion, facts).basis) };
}

export function citesOf(basis: readonly RecordRef[]): readonly Cite[] {
  return basis.slice(0, CITES_A_PART).map(({ evidence, record }) => ({ evidence, record }));
}

function distinct(path: readonly EntityRef[]): readonly EntityRef[] {
  return path.filter((entity, index) => path.findIndex((other) => sameEntity(other, entity)) === index);
}

/** Each step of the way as an edge: who is harmed depends on who harms, or, for load, the other way round. */
function wayParts(path: readonly EntityRef[], facts: Facts): readonly Part[] {
  return path.slice(1).flatMap((harmed, index): readonly Part[] => {
    const harming = path[index];
    if (harming === undefined) return [];
    const relations = ["calls", "runs-on", "owns", "mounts", "selects", "reads-from", "publishes-to"] as const;
    const ways = [
      part("path", { kind: "depends", from: harmed, to: harming, relations }, facts),
      part("path", { kind: "depends", from: harming, to: harmed, relations }, facts),
    ];
    return ways.filter(({ cites }) => cites.length > 0).slice(0, 1);
  });
}

/** Of the cause's own signs, the one that is seen to begin first. */
function firstOnset({ readings }: Weighed): OnsetOf | null {
  const timed = readings
    .flatMap((reading) => {
      const onset = reading.truth === "holds" && reading.sign.part === "cause" ? reading.evaluation.onset : null;
      const of = onset === null ? null : onsetOf(reading.assertion);
      return onset === null || of === null ? [] : [{ onset, of }];
    })
    .sort((a, b) => a.onset - b.onset);
  return timed[0]?.of ?? null;
}

function onsetOf(assertion: Assertion): OnsetOf | null {
  switch (assertion.kind) {
    case "shifted":
      return { of: "shift", claim: assertion };
    case "happened":
      return { of: "event", claim: assertion };
    case "changed":
      return { of: "change", claim: assertion };
    case "is":
      return { of: "state", claim: assertion };
    default:
      return null;
  }
}

/** A sign that must be there and that nobody has looked at, with the question that shows it. */
function predict(
  { family, candidate, readings }: Weighed,
  view: SeatView,
  facts: Facts,
): ProposedHypothesis["prediction"] {
  const offered = new Set(view.offers.map((offer) => offer.capability));
  const open = [...readings].sort((a, b) => Number(b.sign.predicted) - Number(a.sign.predicted));
  for (const { sign } of open) {
    if (sign.part !== "cause") continue;
    const reading = readSign(sign, candidate, facts);
    if (reading === null || reading.truth !== "unknown") continue;
    const query = questionsFor(reading.assertion).find(
      (question) => offered.has(question.capability) && isMeasured(question, facts),
    );
    if (query !== undefined) return { kind: "predicted", assertion: reading.assertion, query };
  }
  return { kind: "none-available", why: `every sign of ${family.id} that can be asked for here was looked at` };
}
