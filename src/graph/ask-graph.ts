/** One question to the graph in a person's words, and its answer: as data, as rows to read, and as a graph to draw. */
import { assertNever } from "../core/assert-never.js";
import { type EntityRef, entityKey } from "../core/entity.js";
import type { Instant } from "../core/time.js";
import { ContextGraph } from "./context-graph.js";
import type { GraphEdge } from "./graph-edge.js";
import { entityNode, nodeLabel } from "./graph-node.js";
import { namedEntity } from "./named-entity.js";
import { blastRadius } from "./questions/blast-radius.js";
import { causalPath } from "./questions/causal-path.js";
import { changesNear } from "./questions/changes-near.js";
import { downstream } from "./questions/downstream.js";
import { neighbours } from "./questions/neighbours.js";
import { type PastFinding, pastFindings } from "./questions/past-findings.js";
import type { ReachedEntity } from "./questions/reached-entities.js";
import { type Likeness, similar } from "./questions/similar.js";
import { upstream } from "./questions/upstream.js";

/** Entities as people write them. */
export type GraphQuestion =
  | { readonly kind: "neighbours" | "upstream" | "downstream" | "blast-radius"; readonly entity: string }
  | { readonly kind: "changes"; readonly entity: string; readonly withinMs: number; readonly hops: number }
  | { readonly kind: "path"; readonly from: string; readonly to: string }
  | { readonly kind: "findings"; readonly entity: string | null; readonly fault: string | null }
  /** What looks like this fault on that entity. */
  | { readonly kind: "similar"; readonly entity: string; readonly fault: string | null };

export interface GraphAnswer {
  readonly question: GraphQuestion;
  readonly asOf: Instant;
  /** The question's own answer. */
  readonly answer: unknown;
  /** The same as a table. Raw: names in it are untrusted. */
  readonly rows: readonly (readonly string[])[];
  /** The edges that the answer rests on, with their ends. */
  readonly graph: ContextGraph;
}

/** @throws InquestError `ENTITY_INVALID` or `NOT_FOUND` */
export function askGraph(graph: ContextGraph, question: GraphQuestion, asOf: Instant): GraphAnswer {
  const { answer, rows, edges, about } = answerOf(graph, question, asOf);
  return { question, asOf, answer, rows, graph: part(graph, about, edges) };
}

interface Answered {
  readonly answer: unknown;
  readonly rows: readonly (readonly string[])[];
  readonly edges: readonly GraphEdge[];
  readonly about: readonly EntityRef[];
}

function answerOf(graph: ContextGraph, question: GraphQuestion, asOf: Instant): Answered {
  switch (question.kind) {
    case "neighbours":
      return neighboursOf(graph, namedEntity(graph, question.entity), asOf);
    case "upstream":
    case "downstream": {
      const entity = namedEntity(graph, question.entity);
      const reached = (question.kind === "upstream" ? upstream : downstream)(graph, entity, asOf);
      return { answer: reached, ...reachedRows(reached), about: [entity] };
    }
    case "blast-radius": {
      const entity = namedEntity(graph, question.entity);
      const radius = blastRadius(graph, entity, asOf);
      return { answer: radius, ...reachedRows(radius.reached), about: [entity] };
    }
    case "changes":
      return changesOf(graph, namedEntity(graph, question.entity), question, asOf);
    case "path":
      return pathOf(graph, namedEntity(graph, question.from), namedEntity(graph, question.to), asOf);
    case "findings": {
      const entity = question.entity === null ? null : namedEntity(graph, question.entity);
      const about = { ...(entity !== null && { entity }), ...(question.fault !== null && { fault: question.fault }) };
      const found = pastFindings(graph, about, asOf);
      return {
        answer: found,
        rows: found.map(findingRow),
        edges: [],
        about: found.map(({ finding }) => finding.entity),
      };
    }
    case "similar": {
      const found = similar(graph, likeness(namedEntity(graph, question.entity), question.fault), asOf);
      const rows = found.map((one) => [`${Math.round(one.similarity * 100)} %`, ...findingRow(one)]);
      return { answer: found, rows, edges: [], about: found.map(({ finding }) => finding.entity) };
    }
    default:
      return assertNever(question);
  }
}

function neighboursOf(graph: ContextGraph, entity: EntityRef, asOf: Instant): Answered {
  const found = neighbours(graph, entity, asOf);
  const self = entityNode(entity);
  const rows = found.map(({ node, edges }) => [
    [...new Set(edges.map((edge) => (edge.from === self ? `${edge.relation} →` : `← ${edge.relation}`)))].join(", "),
    nodeLabel(node),
  ]);
  return { answer: found, rows, edges: found.flatMap(({ edges }) => edges), about: [entity] };
}

function reachedRows(reached: readonly ReachedEntity[]): Pick<Answered, "rows" | "edges"> {
  const rows = reached.map(({ entity, hops, via }) => [
    `${hops} ${hops === 1 ? "hop" : "hops"}`,
    entityKey(entity),
    [...new Set(via.map((edge) => `${edge.relation} (${edge.provenance})`))].join(", "),
  ]);
  return { rows, edges: reached.flatMap(({ via }) => via) };
}

function changesOf(
  graph: ContextGraph,
  entity: EntityRef,
  near: { readonly withinMs: number; readonly hops: number },
  asOf: Instant,
): Answered {
  const found = changesNear(graph, entity, { at: asOf, withinMs: near.withinMs, hops: near.hops }, asOf);
  const rows = found.map(({ change, hops }) => [
    new Date(change.at).toISOString(),
    `${hops} ${hops === 1 ? "hop" : "hops"}`,
    change.change,
    entityKey(change.entity),
    change.summary,
  ]);
  return { answer: found, rows, edges: found.flatMap(({ edges }) => edges), about: [entity] };
}

function pathOf(graph: ContextGraph, from: EntityRef, to: EntityRef, asOf: Instant): Answered {
  const path = causalPath(graph, from, to, asOf);
  if (path === null) return { answer: null, rows: [], edges: [], about: [from, to] };
  const rows = path.entities.map((entity, index) => [
    entityKey(entity),
    index === 0 ? "" : `by ${[...new Set((path.steps[index - 1] ?? []).map((edge) => edge.relation))].join(", ")}`,
  ]);
  return { answer: path, rows, edges: path.steps.flat(), about: [from, to] };
}

function findingRow({ finding, standing }: PastFinding): readonly string[] {
  return [
    new Date(finding.at).toISOString(),
    standing,
    finding.fault,
    entityKey(finding.entity),
    `${finding.investigation} ${finding.claim}`,
  ];
}

function likeness(entity: EntityRef, fault: string | null): Likeness {
  return { fault, entityKinds: [entity.kind], signals: [], pathKinds: [] };
}

/** The part of a graph that an answer speaks of: it can be exported like the whole. */
function part(whole: ContextGraph, about: readonly EntityRef[], edges: readonly GraphEdge[]): ContextGraph {
  const graph = new ContextGraph();
  const keys = [...about.map(entityNode), ...edges.flatMap(({ from, to }) => [from, to])];
  for (const key of keys) {
    const node = whole.node(key);
    if (node !== null) graph.addNode(node);
  }
  for (const edge of edges) graph.addEdge(edge);
  return graph;
}
