/** What a liar has at hand: an investigator's view of a real recording, and the claim that an honest one would make. */
import {
  type Cite,
  type EntityRef,
  type Evidence,
  entityKey,
  FAULT_FAMILIES,
  Facts,
  type ProposedHypothesis,
  type SeatView,
  sameEntity,
  type Window,
} from "../../../src/index.js";

export interface LieWorld {
  readonly view: SeatView;
  /** The reasoner's own claim, as it proposed it. */
  readonly claim: ProposedHypothesis;
  readonly facts: Facts;
  /** The time before the incident, where the claim names one. */
  readonly reference: Window;
  /** Entities that anything was seen of, in one order. */
  readonly entities: readonly EntityRef[];
}

export type Part = ProposedHypothesis["parts"][number];
export type FaultClaim = Extract<ProposedHypothesis, { kind: "fault" }>;

export function lieWorld(view: SeatView, claim: ProposedHypothesis): LieWorld {
  const facts = new Facts(view.evidence);
  const { window } = claim;
  const reference = claim.reference ?? {
    from: view.incident.window.from,
    to: Math.max(view.incident.window.from + 1, window.from),
  };
  return { view, claim, facts, reference, entities: entitiesSeen(facts) };
}

function entitiesSeen(facts: Facts): readonly EntityRef[] {
  const seen = new Map<string, EntityRef>();
  for (const kind of ["series", "change", "event", "template", "line"] as const) {
    for (const { record } of facts.all(kind)) seen.set(entityKey(record.entity), record.entity);
  }
  for (const { record } of facts.all("edge")) {
    seen.set(entityKey(record.from), record.from);
    seen.set(entityKey(record.to), record.to);
  }
  return [...seen.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entity]) => entity);
}

/** Whom the true claim blames; null where it blames nobody. */
export function trueCause({ claim }: LieWorld): FaultClaim["cause"] | null {
  return claim.kind === "fault" ? claim.cause : null;
}

/** Fault types that can be claimed of such an entity, the true one left out. */
export function otherFaults(world: LieWorld, entity: EntityRef): readonly string[] {
  const cause = trueCause(world);
  return FAULT_FAMILIES.filter(({ on }) => on.includes(entity.kind))
    .map(({ id }) => id)
    .filter((id) => cause === null || id !== cause.fault || !sameEntity(entity, cause.entity));
}

export function otherEntities(world: LieWorld): readonly EntityRef[] {
  const cause = trueCause(world);
  return world.entities.filter((entity) => cause === null || !sameEntity(entity, cause.entity));
}

export function evidenceOfAlerts({ view }: LieWorld): Evidence | undefined {
  return view.evidence.find(({ query, answer }) => query.capability === "alerts.list" && answer.records.length > 0);
}

export function citeOf(ref: { readonly evidence: string; readonly record: number }): Cite {
  return { evidence: ref.evidence, record: ref.record };
}
