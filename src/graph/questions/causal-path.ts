import type { EntityRef } from "../../core/entity.js";
import type { Instant } from "../../core/time.js";
import { type ContextGraph, compareText } from "../context-graph.js";
import { type GraphEdge, TOPOLOGY_RELATIONS } from "../graph-edge.js";
import { entityNode } from "../graph-node.js";

export interface CausalPath {
  /** From the cause to the symptom, both included. */
  readonly entities: readonly EntityRef[];
  /** Between neighbours of `entities`: all edges that carry the step, whoever says so. */
  readonly steps: readonly (readonly GraphEdge[])[];
}

interface Step {
  readonly to: string;
  readonly edge: GraphEdge;
}

/**
 * The shortest way on which a fault of one entity reaches another: against dependencies, or along what once led to
 * what. Of several shortest ones the first by key. Null where there is none.
 */
export function causalPath(
  graph: ContextGraph,
  cause: EntityRef,
  symptom: EntityRef,
  asOf: Instant,
): CausalPath | null {
  const [start, end] = [entityNode(cause), entityNode(symptom)];
  if (graph.node(start) === null || graph.node(end) === null) return null;
  const previous = new Map<string, string | null>([[start, null]]);
  // A map keeps the order of insertion and may grow while it is walked: a breadth-first search, nearest first.
  for (const key of previous.keys()) {
    if (key === end) return pathOf(graph, end, previous, asOf);
    for (const { to } of effects(graph, key, asOf)) if (!previous.has(to)) previous.set(to, key);
  }
  return null;
}

function effects(graph: ContextGraph, key: string, asOf: Instant): readonly Step[] {
  const dependents = graph.edgesAt(key, asOf, "in", TOPOLOGY_RELATIONS).map((edge) => ({ to: edge.from, edge }));
  const led = graph.edgesAt(key, asOf, "out", ["led-to"]).map((edge) => ({ to: edge.to, edge }));
  return [...dependents, ...led].sort((a, b) => compareText(a.to, b.to));
}

function pathOf(
  graph: ContextGraph,
  end: string,
  previous: ReadonlyMap<string, string | null>,
  asOf: Instant,
): CausalPath {
  const keys: string[] = [];
  for (let key: string | null = end; key !== null; key = previous.get(key) ?? null) keys.unshift(key);
  const entities = keys.flatMap((key) => {
    const node = graph.node(key);
    return node?.kind === "entity" ? [node.entity] : [];
  });
  const steps = keys
    .slice(1)
    .map((key, i) => effects(graph, keys[i] ?? key, asOf).flatMap(({ to, edge }) => (to === key ? [edge] : [])));
  return { entities, steps };
}
