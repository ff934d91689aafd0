/** Who depends on whom, from the edges in the facts: `from` depends on `to`, whatever the relation is called. */
import { type EntityRef, entityKey, sameEntity } from "../../core/entity.js";
import type { Facts } from "../assertions/facts.js";

export interface CallGraph {
  /** Those that are seen to suffer come first, here and below. */
  callersOf(entity: EntityRef): readonly EntityRef[];
  calleesOf(entity: EntityRef): readonly EntityRef[];
  /**
   * The shortest way on which a fault of `cause` harms `harmed`: from the one to the other, both included, along
   * callers; with `both` along callees too. Null where none is known.
   */
  wayFrom(cause: EntityRef, harmed: EntityRef, reach: "callers" | "both"): readonly EntityRef[] | null;
  /** Whether any edge of it is known: of what stands in no graph, no way can be excluded. */
  knows(entity: EntityRef): boolean;
}

/** @param hurts whether an entity is seen to suffer itself: of equally short ways the one through such entities is taken */
export function callGraph(facts: Facts, hurts: (entity: EntityRef) => boolean = () => false): CallGraph {
  const callers = new Map<string, EntityRef[]>();
  const callees = new Map<string, EntityRef[]>();
  const edges = facts.all("edge");
  for (const { record } of edges) {
    add(callees, record.from, record.to);
    add(callers, record.to, record.from);
  }
  const sorrow = (a: EntityRef, b: EntityRef): number => Number(hurts(b)) - Number(hurts(a));
  const callersOf = (entity: EntityRef): readonly EntityRef[] =>
    (callers.get(entityKey(entity)) ?? []).toSorted(sorrow);
  const calleesOf = (entity: EntityRef): readonly EntityRef[] =>
    (callees.get(entityKey(entity)) ?? []).toSorted(sorrow);
  return {
    callersOf,
    calleesOf,
    knows: (entity) => callers.has(entityKey(entity)) || callees.has(entityKey(entity)),
    wayFrom: (cause, harmed, reach) =>
      shortestWay(cause, harmed, (entity) => {
        return reach === "callers" ? callersOf(entity) : [...callersOf(entity), ...calleesOf(entity)].toSorted(sorrow);
      }),
  };
}

function add(map: Map<string, EntityRef[]>, key: EntityRef, value: EntityRef): void {
  const known = map.get(entityKey(key));
  if (known === undefined) map.set(entityKey(key), [value]);
  else if (!known.some((other) => sameEntity(other, value))) known.push(value);
}

function shortestWay(
  from: EntityRef,
  to: EntityRef,
  next: (entity: EntityRef) => readonly EntityRef[],
): readonly EntityRef[] | null {
  const cameFrom = new Map<string, EntityRef | null>([[entityKey(from), null]]);
  let front: readonly EntityRef[] = [from];
  while (front.length > 0) {
    const beyond: EntityRef[] = [];
    for (const entity of front) {
      if (sameEntity(entity, to)) return wayBack(cameFrom, entity);
      for (const neighbour of next(entity)) {
        if (cameFrom.has(entityKey(neighbour))) continue;
        cameFrom.set(entityKey(neighbour), entity);
        beyond.push(neighbour);
      }
    }
    front = beyond;
  }
  return null;
}

function wayBack(cameFrom: ReadonlyMap<string, EntityRef | null>, end: EntityRef): readonly EntityRef[] {
  const way: EntityRef[] = [];
  for (let at: EntityRef | null = end; at !== null; at = cameFrom.get(entityKey(at)) ?? null) way.unshift(at);
  return way;
}
