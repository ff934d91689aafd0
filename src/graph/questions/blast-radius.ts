import type { EntityRef } from "../../core/entity.js";
import type { Instant } from "../../core/time.js";
import { type ContextGraph, compareText } from "../context-graph.js";
import { downstream } from "./downstream.js";
import type { ReachedEntity } from "./reached-entities.js";

export interface BlastRadius {
  readonly entity: EntityRef;
  readonly reached: readonly ReachedEntity[];
  /** Reached entities by kind, sorted by kind. */
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  /** Product of the least certain edges on the way: how sure it is that all of `reached` is reached. */
  readonly confidence: number;
}

/**
 * What can be hurt when an entity is. It is folded from observed edges, so it may be too small: it warns, and never
 * widens what anybody is permitted to do.
 */
export function blastRadius(graph: ContextGraph, entity: EntityRef, asOf: Instant): BlastRadius {
  const reached = downstream(graph, entity, asOf);
  const counts = new Map<string, number>();
  for (const {
    entity: { kind },
  } of reached)
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const kinds = [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => compareText(a.kind, b.kind));
  // Of several sources for one step the surest counts.
  const confidence = reached.reduce(
    (least, { via }) => Math.min(least, Math.max(...via.map((edge) => edge.confidence))),
    1,
  );
  return { entity, reached, kinds, confidence };
}
