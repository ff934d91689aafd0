/** Claims put together from parts, in the shape that a real one has: symptom, way and prediction are as good as they can be had. */
import { type Assertion, type EntityRef, entityKey, evaluate, type Query, sameEntity } from "../../../src/index.js";
import type { SeededRandom } from "../../testbed/seeded-random.js";
import { type FaultClaim, type LieWorld, type Part, trueCause } from "./lie-world.js";
import { partThatHolds } from "./true-facts.js";

const RELATIONS = ["calls", "runs-on", "owns", "mounts", "selects", "reads-from", "publishes-to"] as const;
const MOST_PARTS = 6;

/** A claim that blames `entity`; the rest is taken from what is true. */
export function blame(
  entity: EntityRef,
  fault: string,
  causes: readonly Part[],
  world: LieWorld,
  random: SeededRandom,
): FaultClaim | null {
  if (causes.length === 0) return null;
  const { claim } = world;
  const path = wayTo(claim.symptom.entity, entity, world);
  return {
    kind: "fault",
    cause: { entity, fault, since: claim.kind === "fault" ? claim.cause.since : claim.symptom.since },
    path,
    symptom: claim.symptom,
    window: claim.window,
    reference: claim.reference,
    parts: [...causes.slice(0, MOST_PARTS), ...symptomParts(world), ...wayParts(path, world)],
    prediction: chosenPrediction(entity, causes, world, random),
    mitigations: [],
  };
}

/** The true claim with other signs of its cause. */
export function withCauses(claim: FaultClaim, causes: readonly Part[]): FaultClaim {
  return { ...claim, parts: [...causes, ...claim.parts.filter(({ part }) => part !== "cause" && part !== "onset")] };
}

export function symptomParts({ claim }: LieWorld): readonly Part[] {
  return claim.parts.filter(({ part }) => part === "symptom");
}

/** From `cause` to `harmed` over edges that were seen, in either direction; a bare leap where there is no way. */
export function wayTo(harmed: EntityRef, cause: EntityRef, { facts }: LieWorld): readonly EntityRef[] {
  const cameFrom = new Map<string, EntityRef | null>([[entityKey(cause), null]]);
  const front = [cause];
  for (let at = front.shift(); at !== undefined; at = front.shift()) {
    if (sameEntity(at, harmed)) return wayBack(at, cameFrom);
    for (const { record } of facts.edges(at)) {
      const next = sameEntity(record.from, at) ? record.to : record.from;
      if (cameFrom.has(entityKey(next))) continue;
      cameFrom.set(entityKey(next), at);
      front.push(next);
    }
  }
  return [cause, harmed];
}

function wayBack(end: EntityRef, cameFrom: ReadonlyMap<string, EntityRef | null>): readonly EntityRef[] {
  const way: EntityRef[] = [];
  for (let at: EntityRef | null = end; at !== null; at = cameFrom.get(entityKey(at)) ?? null) way.unshift(at);
  return way.slice(0, 16);
}

function wayParts(path: readonly EntityRef[], world: LieWorld): readonly Part[] {
  return path.slice(1).flatMap((harmed, index): readonly Part[] => {
    const harming = path[index];
    if (harming === undefined) return [];
    const forward = partThatHolds("path", { kind: "depends", from: harmed, to: harming, relations: RELATIONS }, world);
    const backward = partThatHolds("path", { kind: "depends", from: harming, to: harmed, relations: RELATIONS }, world);
    const found = forward ?? backward;
    return found === null ? [] : [found];
  });
}

/** A liar predicts nothing, what the honest claim predicts, or something that is sure to be there. */
function chosenPrediction(
  entity: EntityRef,
  causes: readonly Part[],
  world: LieWorld,
  random: SeededRandom,
): FaultClaim["prediction"] {
  const honest = world.claim.prediction;
  const choice = random.integer(0, 2);
  if (choice === 0 && honest.kind === "predicted") return honest;
  const sure = choice === 1 ? null : surePrediction(entity, causes, world, random);
  return sure ?? { kind: "none-available", why: "every sign of it was looked at" };
}

/** That a metric which was seen goes on, at some level; of the blamed entity where there is one that the claim does not cite. */
function surePrediction(entity: EntityRef, causes: readonly Part[], world: LieWorld, random: SeededRandom) {
  const cited = new Set(causes.flatMap(({ cites }) => cites.map(({ evidence }) => evidence)));
  const series = world.facts
    .all("series")
    .filter(({ ref, record }) => !cited.has(ref.evidence) && record.role !== "other");
  const own = series.filter(({ record }) => sameEntity(record.entity, entity));
  const pool = own.length > 0 ? own : series;
  if (pool.length === 0) return null;
  const { record } = random.pick(pool);
  const window = world.claim.window;
  const assertion: Assertion = {
    kind: "level",
    entity: record.entity,
    series: { role: record.role, metric: record.metric },
    window,
    aggregate: "median",
    op: "above",
    bound: -1,
  };
  if (evaluate(assertion, world.facts).truth !== "holds") return null;
  const query: Query = {
    capability: "metrics.range",
    params: { entity: record.entity, metric: record.metric, window },
  };
  return { kind: "predicted" as const, assertion, query };
}

/** The true claim, where it blames somebody. */
export function trueFault(world: LieWorld): FaultClaim | null {
  return world.claim.kind === "fault" && trueCause(world) !== null ? world.claim : null;
}
