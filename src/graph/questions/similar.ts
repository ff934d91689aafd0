import { type FaultId, faultFamily } from "../../core/fault.js";
import type { Instant } from "../../core/time.js";
import { type ContextGraph, compareText } from "../context-graph.js";
import { type FindingNode, nodeKey } from "../graph-node.js";
import { type PastFinding, pastFindings } from "./past-findings.js";

/** What a finding, or a suspicion, looks like without its names. */
export interface Likeness {
  readonly fault: FaultId | null;
  readonly entityKinds: readonly string[];
  readonly signals: readonly string[];
  /** Kinds along the path, cause first. */
  readonly pathKinds: readonly string[];
}

export interface SimilarFinding extends PastFinding {
  /** Weighted Jaccard index, 0 to 1. */
  readonly similarity: number;
}

/** How much each kind of feature tells: a shared family most, a shared kind of entity or signal least. */
const WEIGHTS = { fault: 2, family: 4, shape: 2, entity: 1, signal: 1 } as const;

export function likenessOf({ fault, path, signals }: FindingNode): Likeness {
  const pathKinds = path.map(({ kind }) => kind);
  return { fault, entityKinds: [...new Set(pathKinds)], signals, pathKinds };
}

/** Weighted Jaccard: the weight of the features that both have, over the weight of those that either has. */
export function similarity(a: Likeness, b: Likeness): number {
  const [left, right] = [features(a), features(b)];
  let shared = 0;
  let total = 0;
  for (const [feature, weight] of new Map([...left, ...right])) {
    total += weight;
    if (left.has(feature) && right.has(feature)) shared += weight;
  }
  return total === 0 ? 0 : shared / total;
}

function features({ fault, entityKinds, signals, pathKinds }: Likeness): ReadonlyMap<string, number> {
  const named =
    fault === null
      ? []
      : [[`fault ${fault}`, WEIGHTS.fault] as const, [`family ${faultFamily(fault)}`, WEIGHTS.family] as const];
  return new Map<string, number>([
    ...named,
    ...(pathKinds.length === 0 ? [] : [[`shape ${pathKinds.join(" ")}`, WEIGHTS.shape] as const]),
    ...entityKinds.map((kind) => [`entity ${kind}`, WEIGHTS.entity] as const),
    ...signals.map((signal) => [`signal ${signal}`, WEIGHTS.signal] as const),
  ]);
}

/** Findings known by then that look like this, most alike first; those that share nothing are left out. */
export function similar(graph: ContextGraph, likeness: Likeness, asOf: Instant, most = 10): readonly SimilarFinding[] {
  return pastFindings(graph, {}, asOf)
    .map((past) => ({ ...past, similarity: similarity(likeness, likenessOf(past.finding)) }))
    .filter((found) => found.similarity > 0)
    .sort(
      (a, b) =>
        b.similarity - a.similarity ||
        b.finding.at - a.finding.at ||
        compareText(nodeKey(a.finding), nodeKey(b.finding)),
    )
    .slice(0, most);
}
