import { z } from "zod";
import { EvidenceId, Provenance } from "../core/evidence.js";
import type { DeepReadonly } from "../core/readonly.js";
import { EdgeRecord } from "../core/record.js";
import { Instant } from "../core/time.js";
import { digestOf } from "./graph-node.js";

/** What one entity is to another: the edges that sources show. `from` depends on `to`, so a fault of `to` reaches `from`. */
export const TOPOLOGY_RELATIONS = EdgeRecord.shape.relation.options;

export const RELATIONS = [
  ...TOPOLOGY_RELATIONS,
  /** Entity to entity: on the causal path of a finding that stands, from the cause's side to the symptom's. */
  "led-to",
  /** Change to entity. */
  "touched",
  /** Alert to entity. */
  "about",
  /** Alert to incident. */
  "raised",
  /** Incident to investigation. */
  "investigated-in",
  /** Investigation to hypothesis. */
  "considered",
  /** Hypothesis or finding to entity. */
  "blames",
  /** Hypothesis or finding to the entity of the symptom. */
  "explains",
  /** Finding to hypothesis. */
  "accepts",
  /** Finding to mitigation. */
  "suggests",
  /** Mitigation to entity. */
  "would-act-on",
  /** A claim or an investigation to the person who judged it so. */
  "accepted-by",
  "rejected-by",
  "corrected-by",
  /** A claim to the finding that a person put in its place. */
  "corrected-to",
] as const;
export const Relation = z.enum(RELATIONS);
export type Relation = z.infer<typeof Relation>;

/** Where an edge is known from: an entry of the journal, or a record of a piece of evidence. */
export const FactSource = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("entry"),
    stream: z.string(),
    seq: z.int().nonnegative(),
    /** Which of the claims that the entry speaks of. */
    claim: z.string().nullable(),
  }),
  z.strictObject({
    kind: z.literal("evidence"),
    investigation: z.string(),
    evidence: EvidenceId,
    record: z.int().nonnegative(),
    /** The integration's instance that told it. */
    instance: z.string(),
  }),
]);
export type FactSource = DeepReadonly<z.infer<typeof FactSource>>;

export const GraphEdge = z.strictObject({
  from: z.string(),
  to: z.string(),
  relation: Relation,
  source: FactSource,
  provenance: Provenance,
  /** It holds in [validFrom, validTo); null: until something says otherwise. */
  validFrom: Instant,
  validTo: Instant.nullable(),
  /** The probability that it is so: of a finding its verdict's, of a fact that of its provenance. */
  confidence: z.number().min(0).max(1),
});
export type GraphEdge = DeepReadonly<z.infer<typeof GraphEdge>>;

/** Sources that say the same stand side by side: the source is part of an edge's name. */
export function edgeKey({ from, to, relation, source, validFrom }: GraphEdge): string {
  return digestOf(from, to, relation, sourceKey(source), validFrom);
}

/** Who says it: two sightings by the same integration are one source, two integrations are two. */
function sourceKey(source: FactSource): string {
  return source.kind === "entry" ? `${source.stream}#${source.seq}/${source.claim ?? ""}` : source.instance;
}

/** Orders edges of one name by who witnessed them: the same order however the objects were made. */
export function witness({
  source,
  provenance,
  confidence,
  validTo,
}: Omit<GraphEdge, "validTo"> & { readonly validTo?: Instant | null }): string {
  const place =
    source.kind === "entry"
      ? [source.stream, source.seq, source.claim]
      : [source.investigation, source.evidence, source.record];
  return JSON.stringify([source.kind, ...place, provenance, confidence, validTo ?? null]);
}

export function holdsAt({ validFrom, validTo }: GraphEdge, asOf: Instant): boolean {
  return validFrom <= asOf && (validTo === null || asOf < validTo);
}

/** How far a fact is trusted by where it comes from; what minds or memory say makes no fact at all. */
export const CONFIDENCE_OF: Readonly<Record<Provenance, number | null>> = {
  observed: 1,
  declared: 0.9,
  human: 0.9,
  generated: null,
  memory: null,
};
