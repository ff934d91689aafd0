import type { EntityRef } from "../../core/entity.js";
import type { Instant } from "../../core/time.js";
import { type ContextGraph, compareEdges, compareText } from "../context-graph.js";
import type { GraphEdge } from "../graph-edge.js";
import { entityNode, type GraphNode } from "../graph-node.js";

export interface Neighbour {
  readonly node: GraphNode;
  /** Every edge between the two, whoever says so. */
  readonly edges: readonly GraphEdge[];
}

/** Everything that stands next to an entity: entities, changes, alerts, claims, mitigations. By key. */
export function neighbours(graph: ContextGraph, entity: EntityRef, asOf: Instant): readonly Neighbour[] {
  const self = entityNode(entity);
  const byKey = new Map<string, GraphEdge[]>();
  for (const edge of graph.edgesAt(self, asOf)) {
    const other = edge.from === self ? edge.to : edge.from;
    const edges = byKey.get(other) ?? [];
    edges.push(edge);
    byKey.set(other, edges);
  }
  return [...byKey]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([key, edges]) => {
      const node = graph.node(key);
      return node === null ? [] : [{ node, edges: edges.sort(compareEdges) }];
    });
}
