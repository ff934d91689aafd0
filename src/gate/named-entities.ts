/** Which entities a query is about, as far as its parameters name them. */
import { EntityRef } from "../core/entity.js";
import type { Query } from "../core/query.js";

/** How clusters name the kinds for which Inquest has a word of its own. */
const OBJECT_KINDS: Readonly<Record<string, EntityRef["kind"]>> = {
  deployment: "workload",
  statefulset: "workload",
  daemonset: "workload",
  replicaset: "workload",
  job: "workload",
  cronjob: "workload",
  pod: "pod",
  node: "node",
  namespace: "namespace",
  service: "service",
  ingress: "ingress",
  networkpolicy: "network-policy",
  configmap: "config",
  secret: "secret",
  serviceaccount: "service-account",
  persistentvolume: "volume",
  persistentvolumeclaim: "volume",
};

export function namedEntities(query: Query): readonly EntityRef[] {
  const found: EntityRef[] = [];
  for (const value of Object.values(query.params)) {
    const entity = EntityRef.safeParse(value);
    if (entity.success) found.push(entity.data);
  }
  const object = namedObject(query);
  return object === null ? found : [...found, object];
}

/** Objects of a cluster are named by kind, namespace and name, which is the same as naming the entity. */
function namedObject(query: Query): EntityRef | null {
  if (query.capability === "cluster.events" && query.params.namespace)
    return { kind: "namespace", namespace: "", name: query.params.namespace };
  if (query.capability !== "cluster.objects") return null;
  const { kind, namespace = "", name } = query.params;
  if (name) return { kind: OBJECT_KINDS[kind.toLowerCase().replaceAll("-", "")] ?? `other:${kind}`, namespace, name };
  return namespace === "" ? null : { kind: "namespace", namespace: "", name: namespace };
}

const LATIN = /\p{Script=Latin}/u;
const LOOKS_LATIN = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;

/**
 * Whether the name is what it looks like: in its normal form, without invisible characters, in one script. Policies
 * compare names by bytes, so a look-alike would pass every prohibition of the name that it imitates.
 */
export function isPlainlyNamed(entity: EntityRef): boolean {
  return [entity.kind, entity.namespace, entity.name].every(
    (text) =>
      text === text.normalize("NFKC") &&
      !/[\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/u.test(text) &&
      !(LATIN.test(text) && LOOKS_LATIN.test(text)),
  );
}
