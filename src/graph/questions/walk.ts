import type { Instant } from "../../core/time.js";
import { type ContextGraph, compareText } from "../context-graph.js";
import type { GraphEdge, Relation } from "../graph-edge.js";

export interface Reached {
  readonly key: string;
  readonly hops: number;
  /** Edges that lead here from the nearest node before it, by every source that says so. */
  readonly via: readonly GraphEdge[];
}

export interface Walk {
  readonly asOf: Instant;
  /** `out`: along the edges; `in`: against them. */
  readonly direction: "in" | "out" | "both";
  readonly relations: readonly Relation[];
  readonly maxHops: number;
}

/** Every node that a breadth-first walk reaches, nearest first, then by key; without the start. */
export function walk(graph: ContextGraph, start: string, how: Walk): readonly Reached[] {
  const reached = new Map<string, Reached>();
  let frontier: readonly string[] = [start];
  for (let hops = 1; hops <= how.maxHops && frontier.length > 0; hops += 1) {
    const found = new Map<string, GraphEdge[]>();
    for (const key of frontier) {
      for (const edge of graph.edgesAt(key, how.asOf, how.direction, how.relations)) {
        const other = edge.from === key ? edge.to : edge.from;
        if (other === start || reached.has(other)) continue;
        found.set(other, [...(found.get(other) ?? []), edge]);
      }
    }
    const level = [...found].sort(([a], [b]) => compareText(a, b));
    for (const [key, via] of level) reached.set(key, { key, hops, via });
    frontier = level.map(([key]) => key);
  }
  return [...reached.values()];
}
