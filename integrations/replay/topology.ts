import type { Params } from "../../src/core/capability.js";
import { type EntityRef, entityKey } from "../../src/core/entity.js";
import type { Instant } from "../../src/core/time.js";
import { coverageOf, lookAt } from "./look-at.js";
import { quotedString } from "./question-text.js";
import { type Draft, outside, type StreamLine, type StreamQuestion } from "./stream-question.js";

type Edge = StreamLine<"topology">;

/** Edges, or those within `hops` (default 1) of one entity in either direction. */
export const topologyEdges: StreamQuestion<"topology.edges", "topology"> = {
  capability: "topology.edges",
  stream: "topology",
  provenance: "declared",
  answer(params, view): Draft {
    const { entity, hops = 1 } = params;
    const asked = cypher(params);
    const result = lookAt(view, undefined, entity);
    if (result.kind === "outside") return outside(result.why, asked);
    const { look } = result;
    const edges = view.lines.flatMap((edge) => asOf(edge, view.now) ?? []);
    const near = entity === undefined ? null : within(edges, entity, hops);
    return {
      records: near?.edges ?? edges,
      coverage: [coverageOf({ window: look.window, entities: near?.entities ?? look.entities }, "edge")],
      omitted: look.omitted,
      unavailable: null,
      asked,
      keep: "first",
      limit: undefined,
    };
  },
};

/** The edge as it was known then: one that began later is not there, and counts that go beyond are not given. */
function asOf(edge: Edge, now: Instant): Edge | null {
  if (edge.window === null || edge.window.to <= now + 1) return edge;
  if (edge.window.from > now) return null;
  const { kind, from, to, relation } = edge;
  return { kind, from, to, relation, window: { from: edge.window.from, to: now + 1 } };
}

/** Breadth first. The entities given are those all of whose edges are among the edges given. */
function within(
  edges: readonly Edge[],
  start: EntityRef,
  hops: number,
): { readonly edges: readonly Edge[]; readonly entities: readonly EntityRef[] } {
  const byEnd = new Map<string, Edge[]>();
  for (const edge of edges) {
    for (const end of new Set([entityKey(edge.from), entityKey(edge.to)])) {
      const known = byEnd.get(end);
      if (known === undefined) byEnd.set(end, [edge]);
      else known.push(edge);
    }
  }
  const found = new Set<Edge>();
  const reached = new Map([[entityKey(start), start]]);
  const complete: EntityRef[] = [];
  let frontier: readonly EntityRef[] = [start];
  for (let hop = 0; hop < hops && frontier.length > 0; hop += 1) {
    complete.push(...frontier);
    const next: EntityRef[] = [];
    for (const edge of frontier.flatMap((entity) => byEnd.get(entityKey(entity)) ?? [])) {
      found.add(edge);
      for (const end of [edge.from, edge.to]) {
        if (reached.has(entityKey(end))) continue;
        reached.set(entityKey(end), end);
        next.push(end);
      }
    }
    frontier = next;
  }
  return { edges: [...found], entities: complete };
}

function cypher({ entity, hops = 1 }: Params<"topology.edges">): string {
  if (entity === undefined) return "MATCH (a)-[edge]->(b) RETURN a, edge, b";
  const space = entity.namespace === "" ? "" : `, namespace: ${quotedString(entity.namespace)}`;
  return `MATCH path = ({kind: ${quotedString(entity.kind)}, name: ${quotedString(entity.name)}${space}})-[*1..${hops}]-() RETURN path`;
}
