/**
 * The production context graph: what stands where, what led to what, who judged it; each edge with its source and
 * the time in which it holds.
 *
 * 1. A fold: the same case files and reviews give the same graph, in whatever order they come.
 * 2. No edge without a source. What a mind claims is marked as `generated`, and makes no fact of topology, change or
 *    alert; what memory says makes no edge at all.
 * 3. Sources that contradict each other stand side by side; none overwrites another.
 * 4. Every question is asked as of an instant, and sees only edges that hold then.
 * 5. Every answer is sorted: the same graph gives the same bytes.
 */
import { MultiDirectedGraph } from "graphology";
import type { Instant } from "../core/time.js";
import { edgeKey, type GraphEdge, holdsAt, type Relation, witness } from "./graph-edge.js";
import { type GraphNode, type NodeKind, type NodeOf, nodeKey } from "./graph-node.js";

type Direction = "in" | "out" | "both";

export class ContextGraph {
  readonly #graph = new MultiDirectedGraph<{ node: GraphNode }, { edge: GraphEdge }>();

  /** Adds a node; one that is there stays as it is, since its key says all that names it. */
  addNode(node: GraphNode): string {
    const key = nodeKey(node);
    if (!this.#graph.hasNode(key)) this.#graph.addNode(key, { node });
    return key;
  }

  /** Adds an edge between nodes that are there. Of two with one name the smaller witness stays, whichever came first. */
  addEdge(edge: GraphEdge): void {
    const key = edgeKey(edge);
    if (!this.#graph.hasEdge(key)) {
      this.#graph.addDirectedEdgeWithKey(key, edge.from, edge.to, { edge });
    } else if (witness(edge) < witness(this.#graph.getEdgeAttribute(key, "edge"))) {
      this.#graph.setEdgeAttribute(key, "edge", edge);
    }
  }

  dropEdge(edge: GraphEdge): void {
    const key = edgeKey(edge);
    if (this.#graph.hasEdge(key)) this.#graph.dropEdge(key);
  }

  node(key: string): GraphNode | null {
    return this.#graph.hasNode(key) ? this.#graph.getNodeAttribute(key, "node") : null;
  }

  /** Nodes of one kind, by key. */
  nodesOf<K extends NodeKind>(kind: K): readonly NodeOf<K>[] {
    const found: { readonly key: string; readonly node: NodeOf<K> }[] = [];
    this.#graph.forEachNode((key, { node }) => {
      if (isOf(node, kind)) found.push({ key, node });
    });
    return found.sort((a, b) => compareText(a.key, b.key)).map(({ node }) => node);
  }

  /** All nodes, by key. */
  nodes(): readonly GraphNode[] {
    return this.#graph
      .nodes()
      .sort()
      .map((key) => this.#graph.getNodeAttribute(key, "node"));
  }

  /** All edges of all times, by their ends, relation and source. */
  edges(): readonly GraphEdge[] {
    return this.#graph.mapEdges((_, { edge }) => edge).sort(compareEdges);
  }

  /** Edges at a node that hold at the instant, sorted; none for a node that is not there. */
  edgesAt(
    key: string,
    asOf: Instant,
    direction: Direction = "both",
    relations: readonly Relation[] | null = null,
  ): readonly GraphEdge[] {
    if (!this.#graph.hasNode(key)) return [];
    const edges: GraphEdge[] = [];
    const collect = (_: string, { edge }: { readonly edge: GraphEdge }) => {
      if (holdsAt(edge, asOf) && (relations === null || relations.includes(edge.relation))) edges.push(edge);
    };
    if (direction !== "in") this.#graph.forEachOutboundEdge(key, collect);
    if (direction !== "out") this.#graph.forEachInboundEdge(key, collect);
    return direction === "both" ? withoutDoubleLoops(edges).sort(compareEdges) : edges.sort(compareEdges);
  }
}

function isOf<K extends NodeKind>(node: GraphNode, kind: K): node is NodeOf<K> {
  return node.kind === kind;
}

/** A loop is both inbound and outbound. */
function withoutDoubleLoops(edges: readonly GraphEdge[]): GraphEdge[] {
  return [...new Set(edges)];
}

export function compareEdges(a: GraphEdge, b: GraphEdge): number {
  return (
    compareText(a.from, b.from) ||
    compareText(a.to, b.to) ||
    compareText(a.relation, b.relation) ||
    a.validFrom - b.validFrom ||
    compareText(edgeKey(a), edgeKey(b))
  );
}

/** By code units: the same everywhere, whatever the locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
