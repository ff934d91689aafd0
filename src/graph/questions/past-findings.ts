import { type EntityRef, sameEntity } from "../../core/entity.js";
import { type FaultId, faultFamily } from "../../core/fault.js";
import type { Instant } from "../../core/time.js";
import { type ContextGraph, compareText } from "../context-graph.js";
import type { GraphEdge } from "../graph-edge.js";
import { type FindingNode, nodeKey } from "../graph-node.js";

export interface PastFinding {
  readonly finding: FindingNode;
  /** What a person last said of it, as of then. `corrected`: another cause stands in its place. */
  readonly standing: "accepted" | "rejected" | "corrected" | "unreviewed";
  /** The judgement and who gave it; null while there is none. */
  readonly review: GraphEdge | null;
}

export interface About {
  readonly entity?: EntityRef;
  /** A fault, or its family alone. */
  readonly fault?: FaultId | string;
}

/** What was found before, newest first. Findings later than `asOf` are not known yet. */
export function pastFindings(graph: ContextGraph, about: About, asOf: Instant): readonly PastFinding[] {
  return graph
    .nodesOf("finding")
    .filter((finding) => finding.at <= asOf && isAbout(finding, about) && !isOverruled(graph, finding, asOf))
    .map((finding) => pastFinding(graph, finding, asOf))
    .sort((a, b) => b.finding.at - a.finding.at || compareText(nodeKey(a.finding), nodeKey(b.finding)));
}

function isAbout({ entity, fault }: FindingNode, about: About): boolean {
  if (about.entity !== undefined && !sameEntity(entity, about.entity)) return false;
  return about.fault === undefined || fault === about.fault || faultFamily(fault) === about.fault;
}

/** A correction that a later judgement has taken back is no finding any more. */
function isOverruled(graph: ContextGraph, finding: FindingNode, asOf: Instant): boolean {
  return finding.correction !== null && graph.edgesAt(nodeKey(finding), asOf, "in", ["corrected-to"]).length === 0;
}

function pastFinding(graph: ContextGraph, finding: FindingNode, asOf: Instant): PastFinding {
  const [review] = graph.edgesAt(nodeKey(finding), asOf, "out", ["accepted-by", "rejected-by", "corrected-by"]);
  return { finding, standing: standing(review), review: review ?? null };
}

function standing(review: GraphEdge | undefined): PastFinding["standing"] {
  switch (review?.relation) {
    case "accepted-by":
      return "accepted";
    case "rejected-by":
      return "rejected";
    case "corrected-by":
      return "corrected";
    default:
      return "unreviewed";
  }
}
