/** What stands in the graph. Everything in it but ids and closed words is untrusted text, carried and never obeyed. */
import { z } from "zod";
import { assertNever } from "../core/assert-never.js";
import { sha256 } from "../core/digest.js";
import { EntityRef, entityKey } from "../core/entity.js";
import { FaultId } from "../core/fault.js";
import { MITIGATION_KINDS } from "../core/mitigation.js";
import type { DeepReadonly } from "../core/readonly.js";
import { CHANGE_KINDS } from "../core/record.js";
import { Instant } from "../core/time.js";
import { OUTCOMES, VERDICTS } from "../core/verdict.js";

const Claimed = {
  investigation: z.string(),
  /** The claim's id in its investigation. */
  claim: z.string(),
};

/** A fault that was found, or that a person put in its place: all that later questions compare. */
export const FindingNode = z.strictObject({
  kind: z.literal("finding"),
  ...Claimed,
  /** The review's place for a person's correction; null for what an investigation found. */
  correction: z.int().nullable(),
  entity: EntityRef,
  fault: FaultId,
  since: Instant.nullable(),
  path: z.array(EntityRef),
  signals: z.array(z.string()),
  confidence: z.number(),
  at: Instant,
});

export const GraphNode = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("entity"), entity: EntityRef }),
  z.strictObject({
    kind: z.literal("change"),
    entity: EntityRef,
    change: z.enum(CHANGE_KINDS),
    at: Instant,
    summary: z.string(),
    reference: z.string(),
    by: z.string(),
  }),
  z.strictObject({ kind: z.literal("alert"), name: z.string(), entity: EntityRef.nullable(), at: Instant }),
  z.strictObject({ kind: z.literal("incident"), id: z.string(), title: z.string(), investigation: z.string() }),
  z.strictObject({
    kind: z.literal("investigation"),
    investigation: z.string(),
    outcome: z.enum(OUTCOMES),
    at: Instant,
  }),
  z.strictObject({
    kind: z.literal("hypothesis"),
    ...Claimed,
    /** Null: it was never judged. */
    verdict: z.enum(VERDICTS).nullable(),
    entity: EntityRef.nullable(),
    /** Null for the claim that nothing is wrong. */
    fault: FaultId.nullable(),
    because: z.string(),
  }),
  FindingNode,
  z.strictObject({
    kind: z.literal("mitigation"),
    ...Claimed,
    index: z.int(),
    action: z.enum(MITIGATION_KINDS),
    what: z.string(),
  }),
  z.strictObject({ kind: z.literal("person"), name: z.string() }),
]);
export type GraphNode = DeepReadonly<z.infer<typeof GraphNode>>;
export type NodeKind = GraphNode["kind"];
/** The node of a kind. */
export type NodeOf<K extends NodeKind> = Extract<GraphNode, { kind: K }>;
export type FindingNode = DeepReadonly<z.infer<typeof FindingNode>>;

/** One text per node. Changes and alerts have no id of their own everywhere: what they say is their name. */
export function nodeKey(node: GraphNode): string {
  switch (node.kind) {
    case "entity":
      return entityNode(node.entity);
    case "change":
      return `change:${digestOf(entityKey(node.entity), node.change, node.at, node.summary, node.reference, node.by)}`;
    case "alert":
      return `alert:${digestOf(node.name, node.entity === null ? "" : entityKey(node.entity), node.at)}`;
    case "incident":
      return `incident:${node.investigation}`;
    case "investigation":
      return `investigation:${node.investigation}`;
    case "hypothesis":
      return `hypothesis:${node.investigation}/${node.claim}`;
    case "finding":
      return `finding:${node.investigation}/${node.claim}${node.correction === null ? "" : `/corrected-${node.correction}`}`;
    case "mitigation":
      return `mitigation:${node.investigation}/${node.claim}/${node.index}`;
    case "person":
      return `person:${node.name}`;
    default:
      return assertNever(node);
  }
}

export function entityNode(entity: EntityRef): string {
  return `entity:${entityKey(entity)}`;
}

/** A few words for a list or a picture. */
export function nodeLabel(node: GraphNode): string {
  switch (node.kind) {
    case "entity":
      return entityKey(node.entity);
    case "change":
      return `${node.change}: ${node.summary}`;
    case "alert":
    case "person":
      return node.name;
    case "incident":
      return node.title;
    case "investigation":
      return `${node.investigation}: ${node.outcome}`;
    case "hypothesis":
      return `${node.fault ?? "nothing is wrong"} (${node.verdict ?? "not judged"})`;
    case "finding":
      return `${node.fault} on ${entityKey(node.entity)}`;
    case "mitigation":
      return `${node.action}: ${node.what}`;
    default:
      return assertNever(node);
  }
}

/** Short, and the same for the same parts: names of nodes and edges that have none. */
export function digestOf(...parts: readonly (string | number | null)[]): string {
  return sha256(JSON.stringify(parts)).slice(0, 24);
}
