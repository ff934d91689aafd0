import type { Instant } from "../../core/time.js";
import type { ContextGraph } from "../context-graph.js";
import { type GraphEdge, holdsAt } from "../graph-edge.js";
import { type GraphNode, nodeKey } from "../graph-node.js";

export const GRAPH_FORMAT = "inquest-graph/1";

export interface GraphJson {
  readonly format: typeof GRAPH_FORMAT;
  /** Null: edges of all times. */
  readonly asOf: Instant | null;
  readonly nodes: readonly (GraphNode & { readonly key: string })[];
  readonly edges: readonly GraphEdge[];
}

/** The whole graph as data, sorted by keys. */
export function toJson(graph: ContextGraph, asOf: Instant | null = null): GraphJson {
  return {
    format: GRAPH_FORMAT,
    asOf,
    nodes: graph.nodes().map((node) => ({ key: nodeKey(node), ...node })),
    edges: graph.edges().filter((edge) => asOf === null || holdsAt(edge, asOf)),
  };
}
