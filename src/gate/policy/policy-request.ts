/**
 * One question to the policies, from typed facts that the gate knows: never from a mind's words. The slice of
 * entities is the closure of ancestors, worked out here, and `assertComplete` holds it to that, because Cedar lets a
 * `forbid … in` pass silently where a parent is missing.
 */
import type { EntityJson, TypeAndId } from "@cedar-policy/cedar-wasm/nodejs";
import type { DataClass } from "../../core/data-class.js";
import { type EntityRef, entityKey } from "../../core/entity.js";
import type { SeatName } from "../../core/events/define.js";
import type { Effect, InstanceLabels } from "../../core/ports/integration.js";
import type { CedarCall } from "./cedar-messages.js";

/** What one call is, as the gate sees it. */
export interface QueryFacts {
  readonly investigation: string;
  readonly seat: SeatName;
  readonly binding: "in-process" | "sandboxed" | "unsandboxed";
  readonly tool: {
    readonly id: string;
    readonly capability: string;
    readonly effect: Effect;
    readonly dataClass: DataClass;
  };
  readonly source: { readonly instance: string; readonly labels: InstanceLabels };
  /** The strictest of all classes that apply. */
  readonly dataClass: DataClass;
  /** What the question is about; null: the source as a whole. */
  readonly entity: EntityRef | null;
  /** Declared ancestors of the entity, in any order. */
  readonly ancestors: readonly EntityRef[];
  readonly inScope: boolean;
  readonly killed: boolean;
  readonly restrictedAllowed: boolean;
  readonly again: boolean;
}

const dataClassUid = (name: DataClass): TypeAndId => ({ type: "DataClass", id: name });
const serviceUid = (entity: EntityRef): TypeAndId => ({ type: "Service", id: entityKey(entity) });

export function queryRequest(facts: QueryFacts): CedarCall {
  const source: TypeAndId = { type: "Source", id: facts.source.instance };
  const seat: TypeAndId = { type: "Seat", id: `${facts.investigation}/${facts.seat}` };
  const tool: TypeAndId = { type: "Tool", id: facts.tool.id };
  return {
    principal: seat,
    action: { type: "Action", id: "query" },
    resource: facts.entity === null ? source : serviceUid(facts.entity),
    context: {
      tool: { __entity: tool },
      source: { __entity: source },
      dataClass: { __entity: dataClassUid(facts.dataClass) },
      inScope: facts.inScope,
      killed: facts.killed,
      restrictedAllowed: facts.restrictedAllowed,
      again: facts.again,
    },
    entities: [...seatEntities(facts, seat), ...toolEntities(facts, tool), ...sourceEntities(facts, source)],
  };
}

function seatEntities(facts: QueryFacts, seat: TypeAndId): EntityJson[] {
  const role: TypeAndId = { type: "Role", id: facts.seat };
  return [
    {
      uid: seat,
      attrs: { investigation: facts.investigation, binding: facts.binding, maturity: "intern" },
      parents: [role],
    },
    { uid: role, attrs: {}, parents: [] },
  ];
}

function toolEntities({ tool }: QueryFacts, uid: TypeAndId): EntityJson[] {
  const capability: TypeAndId = { type: "Capability", id: tool.capability };
  return [
    {
      uid,
      attrs: { effect: tool.effect, dataClass: { __entity: dataClassUid(tool.dataClass) } },
      parents: [capability],
    },
    { uid: capability, attrs: {}, parents: [] },
  ];
}

/** The source, the entity asked about and its ancestors, all with the labels that the source's owner declared. */
function sourceEntities(facts: QueryFacts, source: TypeAndId): EntityJson[] {
  const { owner, environment, tier, dataClass } = facts.source.labels;
  const labels = { owner, environment, tier, dataClass: { __entity: dataClassUid(dataClass ?? "restricted") } };
  const result: EntityJson[] = [{ uid: source, attrs: labels, parents: [] }];
  if (facts.entity === null) return result;
  const own = entityKey(facts.entity);
  const ancestors = new Map(facts.ancestors.map((entity) => [entityKey(entity), entity]));
  ancestors.delete(own);
  const service = (entity: EntityRef, parents: TypeAndId[]): EntityJson => ({
    uid: serviceUid(entity),
    attrs: { kind: entity.kind, namespace: entity.namespace, name: entity.name, ...labels },
    parents,
  });
  result.push(service(facts.entity, [...[...ancestors.values()].map(serviceUid), source]));
  for (const ancestor of ancestors.values()) result.push(service(ancestor, [source]));
  return result;
}

/** Names what the slice lacks: principal, resource, a parent or an entity of the context that is not in it. */
export function missingFrom(call: CedarCall): readonly string[] {
  const present = new Set(call.entities.map(({ uid }) => uidKey(uid as TypeAndId)));
  const named = [call.principal, call.resource, ...call.entities.flatMap((entity) => entity.parents as TypeAndId[])];
  for (const value of Object.values(call.context)) {
    if (typeof value === "object" && value.__entity.type !== "DataClass") named.push(value.__entity);
  }
  return [...new Set(named.map(uidKey))].filter((key) => !present.has(key));
}

function uidKey({ type, id }: TypeAndId): string {
  return `${type}::${JSON.stringify(id)}`;
}
