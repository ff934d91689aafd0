/** Whom the observations bring to mind: entity by family, each once. */
import { type EntityRef, entityKey } from "../../core/entity.js";
import type { Symptom } from "../../core/hypothesis.js";
import type { Observation } from "../../core/observation.js";
import type { Instant, Window } from "../../core/time.js";
import { appliesTo, type Candidate, type FaultFamily, type Trigger } from "../faults/family.js";
import type { CallGraph } from "./call-graph.js";

export interface Suspicion {
  readonly family: FaultFamily;
  readonly candidate: Candidate;
}

export interface Scene {
  readonly symptom: Symptom;
  readonly window: Window;
  readonly reference: Window | null;
  /** False where sources tell how things stand and nothing of when. */
  readonly timed: boolean;
  /** Who answers for an entity: a pod's workload, a workload's own workload. Itself for most. */
  readonly answers: (entity: EntityRef) => EntityRef;
  /** The earliest instant that may be asked about. */
  readonly horizon: Instant;
  readonly graph: CallGraph;
}

export function suspects(
  families: readonly FaultFamily[],
  observations: readonly Observation[],
  scene: Scene,
): readonly Suspicion[] {
  const found = new Map<string, Suspicion>();
  for (const family of families) {
    for (const observation of observations) {
      for (const entity of suspectedBy(family, observation, scene)) {
        const key = `${family.id} ${entityKey(entity)}`;
        const since = observation.onset?.at ?? null;
        const known = found.get(key);
        if (known === undefined) found.set(key, { family, candidate: candidate(entity, since, scene) });
        else if (since !== null && since < (known.candidate.since ?? Number.POSITIVE_INFINITY)) {
          found.set(key, { family, candidate: { ...known.candidate, since } });
        }
      }
    }
  }
  return [...found.values()];
}

export function candidate(
  entity: EntityRef,
  since: number | null,
  { symptom, window, reference, timed, horizon, graph }: Scene,
): Candidate {
  return {
    entity,
    since,
    symptom,
    window,
    reference,
    timed,
    horizon,
    callers: graph.callersOf(entity),
    callees: graph.calleesOf(entity),
  };
}

function suspectedBy(family: FaultFamily, observation: Observation, { graph, answers }: Scene): readonly EntityRef[] {
  const matching = family.suggestedBy.filter(
    ({ signal, directions, subjects }) =>
      signal === observation.signal &&
      directions.includes(observation.direction) &&
      (subjects === undefined || subjects.includes(observation.subject)),
  );
  return matching
    .flatMap((trigger) => pointedAt(trigger, observation, graph))
    .map(answers)
    .filter((entity) => appliesTo(family, entity));
}

function pointedAt({ suspect }: Trigger, { entity, other }: Observation, graph: CallGraph): readonly EntityRef[] {
  switch (suspect) {
    case "entity":
      return [entity];
    case "other":
      return other === null ? [] : [other];
    case "namespace":
      return entity.namespace === "" ? [] : [{ kind: "namespace", namespace: "", name: entity.namespace }];
    case "callees":
      return graph.calleesOf(entity);
    case "callers":
      return graph.callersOf(entity);
  }
}
