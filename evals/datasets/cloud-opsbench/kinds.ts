/** The kinds of objects that were recorded: how they are asked for, what they are called, and which entities they are. */
import type { EntityRef } from "../../../src/index.js";

export interface ObjectKind {
  /** In a question: singular, lower case. */
  readonly asked: string;
  /** In the key of a recorded call. */
  readonly recorded: string;
  /** Kubernetes' own name. */
  readonly kind: string;
  readonly entity: EntityRef["kind"];
  /** Cluster-wide: its objects have no namespace. */
  readonly wide: boolean;
  /** Whether an object's manifest tells more than its description, so that a detailed question reads both. */
  readonly manifest: boolean;
}

function kind(
  name: string,
  entity: EntityRef["kind"],
  more: { readonly recorded?: string; readonly wide?: true; readonly manifest?: true } = {},
): ObjectKind {
  const asked = name.toLowerCase();
  const { recorded = `${asked}s`, wide = false, manifest = false } = more;
  return { asked, recorded, kind: name, entity, wide, manifest };
}

export const OBJECT_KINDS: readonly ObjectKind[] = [
  kind("Pod", "pod"),
  kind("Deployment", "workload", { manifest: true }),
  kind("StatefulSet", "workload", { manifest: true }),
  kind("DaemonSet", "workload", { manifest: true }),
  kind("ReplicaSet", "workload"),
  kind("Job", "workload"),
  kind("Service", "service"),
  kind("Endpoints", "service", { recorded: "endpoints" }),
  kind("Node", "node", { wide: true }),
  kind("Namespace", "namespace", { wide: true }),
  kind("ConfigMap", "config"),
  kind("Secret", "secret"),
  kind("ServiceAccount", "service-account"),
  kind("Ingress", "ingress", { recorded: "ingresses" }),
  kind("NetworkPolicy", "network-policy", { recorded: "networkpolicies" }),
  kind("PersistentVolume", "volume", { wide: true }),
  kind("PersistentVolumeClaim", "volume", { manifest: true }),
  kind("ResourceQuota", "other:resourcequota", { recorded: "resourcequota" }),
  kind("StorageClass", "other:storageclass", { recorded: "storageclasses", wide: true }),
  kind("RoleBinding", "other:rolebinding"),
  kind("HorizontalPodAutoscaler", "other:horizontalpodautoscaler"),
];

const BY_ASKED = new Map(OBJECT_KINDS.map((one) => [one.asked, one]));
const BY_KIND = new Map(OBJECT_KINDS.map((one) => [one.kind, one]));

/** Only as the vocabulary writes it, so that what a question costs can be told from its words. */
export function askedKind(asked: string): ObjectKind | null {
  return BY_ASKED.get(asked) ?? null;
}

export function kindNamed(name: string): ObjectKind | null {
  return BY_KIND.get(name) ?? null;
}

export function entityOf(
  { entity, wide }: Pick<ObjectKind, "entity" | "wide">,
  namespace: string,
  name: string,
): EntityRef {
  return { kind: entity, namespace: wide ? "" : namespace, name };
}

/** `pod/web-1`, `Deployment/web`: what an event is about; a kind that is not known is kept in its own words. */
export function entityNamed(text: string, namespace: string): EntityRef | null {
  const slash = text.indexOf("/");
  if (slash < 1) return null;
  const [word, name] = [text.slice(0, slash), text.slice(slash + 1).trim()];
  if (!isName(name) || !/^[A-Za-z][A-Za-z0-9.]{0,62}$/.test(word)) return null;
  const known = askedKind(word.toLowerCase().split(".")[0] ?? "");
  return known === null ? { kind: `other:${word.toLowerCase()}`, namespace, name } : entityOf(known, namespace, name);
}

/** What Kubernetes allows in a name, and nothing that could be anything else. */
export function isName(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._:-]{0,252}$/.test(text);
}
