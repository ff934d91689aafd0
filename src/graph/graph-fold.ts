/**
 * Folds concluded cases and reviews into the context graph, one at a time and in any order. What it has seen already
 * changes nothing, so that a follower of the journal may start anywhere before what it has missed.
 */
import type { CaseFile } from "../core/case-file.js";
import type { Review } from "../core/review.js";
import { type CaseFacts, caseFacts } from "./case-facts.js";
import { ContextGraph } from "./context-graph.js";
import type { GraphEdge } from "./graph-edge.js";
import { reviewFacts } from "./review-facts.js";
import { TopologySightings } from "./topology-sightings.js";

export class GraphFold {
  readonly #graph = new ContextGraph();
  readonly #topology = new TopologySightings();
  readonly #cases = new Map<string, CaseFacts>();
  readonly #reviews = new Map<string, Review[]>();
  readonly #reviewed = new Set<number>();
  /** Edges that an investigation's reviews gave, to be replaced when another review comes. */
  readonly #judged = new Map<string, readonly GraphEdge[]>();

  /** The graph of everything taken in so far. */
  get graph(): ContextGraph {
    const { gone, edges } = this.#topology.revise();
    for (const edge of gone) this.#graph.dropEdge(edge);
    for (const edge of edges) this.#graph.addEdge(edge);
    return this.#graph;
  }

  /** All cases taken in, by investigation. */
  get cases(): readonly CaseFacts[] {
    return [...this.#cases.values()].sort((a, b) => (a.investigation < b.investigation ? -1 : 1));
  }

  /** All reviews taken in, in the order of the journal. */
  get reviews(): readonly Review[] {
    return [...this.#reviews.values()].flat().sort((a, b) => a.seq - b.seq);
  }

  /** Takes in a case; one that has not concluded adds nothing yet, one that is there adds nothing more. */
  addCase(file: CaseFile): "added" | "known" | "not-concluded" {
    const facts = caseFacts(file);
    return facts === null ? "not-concluded" : this.addFacts(facts);
  }

  /** The same for facts that were made before: a snapshot's. */
  addFacts(facts: CaseFacts): "added" | "known" {
    if (this.#cases.has(facts.investigation)) return "known";
    this.#cases.set(facts.investigation, facts);
    for (const node of facts.nodes) this.#graph.addNode(node);
    for (const edge of facts.edges) this.#graph.addEdge(edge);
    this.#topology.add(facts.sightings, facts.looks);
    this.#judge(facts);
    return "added";
  }

  /** Takes in a review; it waits where its case is not there yet. */
  addReview(review: Review): "added" | "known" {
    if (this.#reviewed.has(review.seq)) return "known";
    this.#reviewed.add(review.seq);
    this.#reviews.set(review.investigation, [...(this.#reviews.get(review.investigation) ?? []), review]);
    const facts = this.#cases.get(review.investigation);
    if (facts !== undefined) this.#judge(facts);
    return "added";
  }

  #judge(facts: CaseFacts): void {
    for (const edge of this.#judged.get(facts.investigation) ?? []) this.#graph.dropEdge(edge);
    const byTarget = new Map<string, Review[]>(facts.findings.map(({ node }) => [findingKey(facts, node.claim), []]));
    for (const review of this.#reviews.get(facts.investigation) ?? []) {
      for (const target of targets(review, facts)) byTarget.set(target, [...(byTarget.get(target) ?? []), review]);
    }
    const edges: GraphEdge[] = [];
    for (const [target, reviews] of byTarget) {
      if (this.#graph.node(target) === null) continue;
      const finding = facts.findings.find(({ node }) => findingKey(facts, node.claim) === target) ?? null;
      const judged = reviewFacts(target, finding, reviews);
      for (const node of judged.nodes) this.#graph.addNode(node);
      edges.push(...judged.edges);
    }
    for (const edge of edges) this.#graph.addEdge(edge);
    this.#judged.set(facts.investigation, edges);
  }
}

function findingKey({ investigation }: CaseFacts, claim: string): string {
  return `finding:${investigation}/${claim}`;
}

/** What a review judges: the claim's finding, else the claim; of a whole outcome its findings, else the investigation. */
function targets({ hypothesis }: Review, facts: CaseFacts): readonly string[] {
  const found = facts.findings.map(({ node }) => node.claim);
  if (hypothesis !== null)
    return [
      found.includes(hypothesis) ? findingKey(facts, hypothesis) : `hypothesis:${facts.investigation}/${hypothesis}`,
    ];
  return found.length > 0 ? found.map((claim) => findingKey(facts, claim)) : [`investigation:${facts.investigation}`];
}
