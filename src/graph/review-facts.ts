/**
 * What people's judgements add. A judgement holds until the next one of the same claim; a finding's causal edges hold
 * while the finding is not rejected or corrected, and a correction stands in its place.
 */
import { INSTALLATION_STREAM } from "../core/ports/store.js";
import type { Review } from "../core/review.js";
import type { Instant } from "../core/time.js";
import type { CaseFacts } from "./case-facts.js";
import type { GraphEdge, Relation } from "./graph-edge.js";
import { entityNode, type FindingNode, type GraphNode, nodeKey } from "./graph-node.js";
import { type Interval, validity } from "./validity.js";

export interface ReviewFacts {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

type Finding = CaseFacts["findings"][number];

const JUDGED: Readonly<Record<Review["judgement"], Relation>> = {
  accept: "accepted-by",
  reject: "rejected-by",
  correct: "corrected-by",
};

/**
 * @param target the node judged: a finding, else its hypothesis, else the investigation
 * @param finding the finding there, where there is one
 * @param reviews every review of that target, in any order
 */
export function reviewFacts(target: string, finding: Finding | null, reviews: readonly Review[]): ReviewFacts {
  const sorted = [...reviews].sort((a, b) => a.at - b.at || a.seq - b.seq);
  // Of several judgements at one instant only the last entry ever held.
  const held = sorted.filter((review, i) => (sorted[i + 1]?.at ?? Number.POSITIVE_INFINITY) > review.at);
  const judged = held.map((review, i) => judgement(target, finding, review, held[i + 1]?.at ?? null));
  const path = finding === null ? [] : pathEdges(finding, standingIntervals(finding.node, held));
  return { nodes: judged.flatMap(({ nodes }) => nodes), edges: [...judged.flatMap(({ edges }) => edges), ...path] };
}

/** While a finding is not taken back: from its conclusion, and from an acceptance, to a rejection or correction. */
function standingIntervals({ at }: FindingNode, reviews: readonly Review[]): readonly Interval[] {
  const instants = (accepting: boolean) =>
    reviews.filter((review) => (review.judgement === "accept") === accepting).map((review) => review.at);
  return validity([at, ...instants(true)], instants(false));
}

function judgement(target: string, finding: Finding | null, review: Review, until: Instant | null): ReviewFacts {
  const person: GraphNode = { kind: "person", name: review.by };
  const edge = personEdge(review, until);
  const judged = edge(target, JUDGED[review.judgement], nodeKey(person));
  if (review.correction === null) return { nodes: [person], edges: [judged] };
  const corrected = correctedFinding(review, review.correction, finding?.node ?? null);
  const key = nodeKey(corrected);
  return {
    nodes: [person, corrected, { kind: "entity", entity: corrected.entity }],
    edges: [
      judged,
      edge(target, "corrected-to", key),
      edge(key, "blames", entityNode(corrected.entity)),
      edge(key, "accepted-by", nodeKey(person)),
    ],
  };
}

function correctedFinding(
  review: Review,
  { entity, fault }: NonNullable<Review["correction"]>,
  finding: FindingNode | null,
): FindingNode {
  return {
    kind: "finding",
    investigation: review.investigation,
    claim: review.hypothesis ?? finding?.claim ?? "outcome",
    correction: review.seq,
    entity,
    fault,
    since: finding?.since ?? null,
    path: [entity],
    signals: finding?.signals ?? [],
    confidence: 1,
    at: review.at,
  };
}

function personEdge({ at, seq, hypothesis }: Review, until: Instant | null) {
  return (from: string, relation: Relation, to: string): GraphEdge => ({
    from,
    to,
    relation,
    source: { kind: "entry", stream: INSTALLATION_STREAM, seq, claim: hypothesis },
    provenance: "human",
    validFrom: at,
    validTo: until,
    confidence: 1,
  });
}

function pathEdges({ node, source }: Finding, intervals: readonly Interval[]): readonly GraphEdge[] {
  return node.path.slice(1).flatMap((entity, i) =>
    intervals.map(
      ({ from, to }): GraphEdge => ({
        from: entityNode(node.path[i] ?? entity),
        to: entityNode(entity),
        relation: "led-to",
        source,
        provenance: "generated",
        validFrom: from,
        validTo: to,
        confidence: node.confidence,
      }),
    ),
  );
}
