/**
 * What the past may say to a mind: a factor on the odds of a suspicion, bounded.
 *
 * 1. Only findings that a person accepted count; unreviewed, rejected and corrected ones shift nothing.
 * 2. However many there are, the factor stays within [1/2, 2].
 * 3. It is memory: no verdict rests on it.
 */
import type { EntityRef } from "../core/entity.js";
import type { FaultId } from "../core/fault.js";
import type { Instant } from "../core/time.js";
import type { ContextGraph } from "./context-graph.js";
import { type PastFinding, pastFindings } from "./questions/past-findings.js";

export interface MemoryPrior {
  /** Multiplies the odds that the entity has this fault. */
  readonly factor: number;
  /** Accepted findings of this fault on this entity, and of any fault on it. */
  readonly same: number;
  readonly all: number;
  readonly because: readonly PastFinding[];
}

const LEAST = 0.5;
const MOST = 2;

/** Twice the share of this fault among the accepted findings of the entity, by Laplace's rule: 1 where there are none. */
export function memoryPrior(graph: ContextGraph, entity: EntityRef, fault: FaultId, asOf: Instant): MemoryPrior {
  const accepted = pastFindings(graph, { entity }, asOf).filter(({ standing }) => standing === "accepted");
  const same = accepted.filter(({ finding }) => finding.fault === fault).length;
  const share = (same + 1) / (accepted.length + 2);
  return { factor: Math.min(MOST, Math.max(LEAST, 2 * share)), same, all: accepted.length, because: accepted };
}
