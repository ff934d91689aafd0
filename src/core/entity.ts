import { z } from "zod";
import { InquestError } from "./errors.js";
import type { DeepReadonly } from "./readonly.js";

export const ENTITY_KINDS = [
  "service",
  "workload",
  "pod",
  "container",
  "node",
  "cluster",
  "namespace",
  "volume",
  "ingress",
  "network-policy",
  "config",
  "secret",
  "service-account",
  "database",
  "queue",
  "cache",
  "function",
  "host",
  "process",
  "endpoint",
  "zone",
  "dependency",
  "change",
  "flag",
  "person",
  "team",
] as const;

/** A kind from the closed list, or `other:` and the source's own word, kept verbatim. */
export const EntityKind = z.union([z.enum(ENTITY_KINDS), z.templateLiteral(["other:", z.string().min(1).max(64)])]);
export type EntityKind = z.infer<typeof EntityKind>;

/** Names from production are untrusted: bounded, and free of control characters. */
const EntityName = z
  .string()
  .min(1)
  .max(253)
  .regex(/^\P{Cc}+$/u);

export const EntityRef = z.strictObject({
  kind: EntityKind,
  /** The source's scope for names (a Kubernetes namespace, a database server); `""` where it has none. */
  namespace: z.union([z.literal(""), EntityName]),
  name: EntityName,
});
export type EntityRef = DeepReadonly<z.infer<typeof EntityRef>>;

/** One text per entity, for maps and for display: `service:shop/checkout`. */
export function entityKey(entity: EntityRef): string {
  return entity.namespace === ""
    ? `${entity.kind}:${entity.name}`
    : `${entity.kind}:${entity.namespace}/${entity.name}`;
}

export function sameEntity(a: EntityRef, b: EntityRef): boolean {
  return a.kind === b.kind && a.name === b.name && a.namespace === b.namespace;
}

/**
 * Reads `kind:namespace/name`, `kind:name`, or a bare name, which is a service.
 * @throws InquestError `ENTITY_INVALID`
 */
export function parseEntity(text: string): EntityRef {
  const match = /^(?:(other:[^:/]+|[a-z-]+):)?(?:([^/]+)\/)?(.+)$/s.exec(text);
  const parsed = EntityRef.safeParse({
    kind: match?.[1] ?? "service",
    namespace: match?.[2] ?? "",
    name: match?.[3] ?? "",
  });
  if (parsed.success) return parsed.data;
  throw new InquestError("ENTITY_INVALID", {
    what: `\`${text.slice(0, 80)}\` names no entity`,
    where: "an entity reference",
    remedy: "write kind:namespace/name, as in service:shop/checkout",
  });
}
