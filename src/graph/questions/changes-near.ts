import type { EntityRef } from "../../core/entity.js";
import type { Instant } from "../../core/time.js";
import { type ContextGraph, compareText } from "../context-graph.js";
import { type GraphEdge, TOPOLOGY_RELATIONS } from "../graph-edge.js";
import { entityNode, type NodeOf, nodeKey } from "../graph-node.js";
import { walk } from "./walk.js";

export interface NearChange {
  readonly change: NodeOf<"change">;
  /** Hops from the entity asked about to the one that was changed; 0 is itself. */
  readonly hops: number;
  /** Milliseconds from the change to the instant asked about; negative: the change came later. */
  readonly beforeMs: number;
  readonly edges: readonly GraphEdge[];
}

export interface Nearness {
  readonly at: Instant;
  readonly withinMs: number;
  readonly hops: number;
}

/** Changes of an entity and its neighbourhood around an instant: nearest in hops first, then in time. */
export function changesNear(
  graph: ContextGraph,
  entity: EntityRef,
  near: Nearness,
  asOf: Instant,
): readonly NearChange[] {
  const start = entityNode(entity);
  const around = walk(graph, start, { asOf, direction: "both", relations: TOPOLOGY_RELATIONS, maxHops: near.hops });
  const changes = [{ key: start, hops: 0 }, ...around].flatMap(({ key, hops }) =>
    changesOf(graph, key, hops, near, asOf),
  );
  return changes.sort(
    (a, b) =>
      a.hops - b.hops ||
      Math.abs(a.beforeMs) - Math.abs(b.beforeMs) ||
      compareText(nodeKey(a.change), nodeKey(b.change)),
  );
}

function changesOf(
  graph: ContextGraph,
  key: string,
  hops: number,
  { at, withinMs }: Nearness,
  asOf: Instant,
): readonly NearChange[] {
  const byChange = new Map<string, GraphEdge[]>();
  for (const edge of graph.edgesAt(key, asOf, "in", ["touched"])) {
    const edges = byChange.get(edge.from) ?? [];
    edges.push(edge);
    byChange.set(edge.from, edges);
  }
  return [...byChange].flatMap(([from, edges]) => {
    const change = graph.node(from);
    if (change?.kind !== "change" || Math.abs(at - change.at) > withinMs) return [];
    return [{ change, hops, beforeMs: at - change.at, edges }];
  });
}
