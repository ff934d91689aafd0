/** The edges that the evidence showed, as one small graph for paths and blast radii. Linear in the records. */
import type { CaseFile } from "../core/case-file.js";
import type { Digest } from "../core/digest.js";
import { type EntityRef, entityKey } from "../core/entity.js";
import type { RecordOf } from "../core/record.js";

export interface SeenEdge {
  readonly record: RecordOf<"edge">;
  readonly evidence: Digest;
  readonly index: number;
}

export interface SeenEdges {
  /** Edges between two entities in either direction. */
  between(a: EntityRef, b: EntityRef): readonly SeenEdge[];
  /** What is touched when `entity` is: everything that leads to it, nearest first, with the edges walked. */
  dependents(entity: EntityRef): { readonly entities: readonly EntityRef[]; readonly edges: readonly SeenEdge[] };
  into(entity: EntityRef): readonly SeenEdge[];
}

export function seenEdges(file: CaseFile): SeenEdges {
  const into = new Map<string, SeenEdge[]>();
  for (const [
    evidence,
    {
      evidence: { answer },
    },
  ] of file.evidence) {
    for (const [index, record] of answer.records.entries()) {
      if (record.kind !== "edge") continue;
      const key = entityKey(record.to);
      const list = into.get(key) ?? [];
      list.push({ record, evidence, index });
      into.set(key, list);
    }
  }
  const incoming = (entity: EntityRef): readonly SeenEdge[] => into.get(entityKey(entity)) ?? [];
  const from = (a: EntityRef, b: EntityRef) =>
    incoming(b).filter(({ record }) => entityKey(record.from) === entityKey(a));
  return {
    into: incoming,
    between: (a, b) => [...from(a, b), ...from(b, a)],
    dependents: (entity) => dependents(entity, incoming),
  };
}

function dependents(
  entity: EntityRef,
  incoming: (entity: EntityRef) => readonly SeenEdge[],
): ReturnType<SeenEdges["dependents"]> {
  const found = new Map<string, EntityRef>([[entityKey(entity), entity]]);
  const edges: SeenEdge[] = [];
  // A map keeps the order of insertion and may grow while it is walked: a breadth-first search.
  for (const current of found.values()) {
    for (const edge of incoming(current)) {
      const key = entityKey(edge.record.from);
      if (found.has(key)) continue;
      found.set(key, edge.record.from);
      edges.push(edge);
    }
  }
  return { entities: [...found.values()].slice(1), edges };
}
