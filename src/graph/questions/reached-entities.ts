import type { EntityRef } from "../../core/entity.js";
import type { ContextGraph } from "../context-graph.js";
import type { GraphEdge } from "../graph-edge.js";
import { entityNode } from "../graph-node.js";
import { type Walk, walk } from "./walk.js";

export interface ReachedEntity {
  readonly entity: EntityRef;
  readonly hops: number;
  readonly via: readonly GraphEdge[];
}

/** As `walk`, of entities alone. */
export function reachedEntities(graph: ContextGraph, start: EntityRef, how: Walk): readonly ReachedEntity[] {
  return walk(graph, entityNode(start), how).flatMap(({ key, hops, via }) => {
    const node = graph.node(key);
    return node?.kind === "entity" ? [{ entity: node.entity, hops, via }] : [];
  });
}
