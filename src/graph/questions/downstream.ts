import type { EntityRef } from "../../core/entity.js";
import type { Instant } from "../../core/time.js";
import type { ContextGraph } from "../context-graph.js";
import { TOPOLOGY_RELATIONS } from "../graph-edge.js";
import { type ReachedEntity, reachedEntities } from "./reached-entities.js";

/** What depends on an entity, nearest first: where its faults go. */
export function downstream(
  graph: ContextGraph,
  entity: EntityRef,
  asOf: Instant,
  maxHops = 16,
): readonly ReachedEntity[] {
  return reachedEntities(graph, entity, { asOf, direction: "in", relations: TOPOLOGY_RELATIONS, maxHops });
}
