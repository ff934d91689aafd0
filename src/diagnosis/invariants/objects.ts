/** How the objects of a cluster belong together, read from the facts: which pods a workload has, whom a service selects. */
import type { EntityRef } from "../../core/entity.js";
import type { Json, JsonObject } from "../../core/json.js";
import type { Facts } from "../assertions/facts.js";

/** The fullest state of an object that any answer holds: details beside what a list shows. */
export function objectOf(facts: Facts, entity: EntityRef): JsonObject | null {
  const states = facts.states(entity, "object").map(({ record }) => record.fields);
  return states.reduce<JsonObject | null>(
    (best, fields) => (best === null || width(fields) > width(best) ? fields : best),
    null,
  );
}

function width(fields: JsonObject): number {
  return JSON.stringify(fields).length;
}

export function entitiesOf(facts: Facts, kind: EntityRef["kind"]): readonly EntityRef[] {
  return facts.entities("state").filter((entity) => entity.kind === kind);
}

/** Pods of a workload: by owner where told, else by the names that Kubernetes gives them. */
export function podsOf(facts: Facts, workload: EntityRef): readonly EntityRef[] {
  return entitiesOf(facts, "pod").filter(
    (pod) => pod.namespace === workload.namespace && workloadName(pod.name) === workload.name,
  );
}

/** `checkout-7d9f8b6c5-x2x4z` (ReplicaSet), `db-0` (StatefulSet), `agent-x2x4z` (DaemonSet): the name before. */
export function workloadName(pod: string): string {
  const match = /^(.+?)(?:-[a-z0-9]{6,10}-[a-z0-9]{5}|-[bcdfghjklmnpqrstvwxz2456789]{5}|-\d{1,4})$/.exec(pod);
  return match?.[1] ?? pod;
}

export function workloadOf(pod: EntityRef): EntityRef {
  return { kind: "workload", namespace: pod.namespace, name: workloadName(pod.name) };
}

/** Who would be mended: a pod's workload; a ReplicaSet's Deployment; every other entity itself. */
export function answeringFor(entity: EntityRef, facts: Facts): EntityRef {
  if (entity.kind === "pod") return workloadOf(entity);
  const owner = /^(.+)-[a-f0-9]{6,10}$/.exec(entity.name)?.[1];
  if (entity.kind !== "workload" || owner === undefined) return entity;
  const known = facts
    .entities("state")
    .some((one) => one.kind === "workload" && one.namespace === entity.namespace && one.name === owner);
  return known ? { ...entity, name: owner } : entity;
}

/** Whether more than a list's row is known of the object: its containers, its ports' targets, its volumes. */
export function isDetailed(facts: Facts, entity: EntityRef): boolean {
  return facts.states(entity, "object").some(({ ref }) => {
    const query = facts.evidence.find(({ id }) => id === ref.evidence)?.query;
    return query?.capability !== "cluster.objects" || query.params.detail === true;
  });
}

/** The value at a path of plain keys; undefined where there is none. */
export function fieldAt(fields: JsonObject | null, ...path: readonly string[]): Json | undefined {
  let node: Json | undefined = fields ?? undefined;
  for (const key of path) {
    if (node === undefined || node === null || typeof node !== "object" || Array.isArray(node)) return undefined;
    node = (node as JsonObject)[key];
  }
  return node;
}

export function listAt(fields: JsonObject | null, ...path: readonly string[]): readonly JsonObject[] {
  const found = fieldAt(fields, ...path);
  return Array.isArray(found)
    ? found.filter((one): one is JsonObject => typeof one === "object" && one !== null && !Array.isArray(one))
    : [];
}

export function textAt(fields: JsonObject | null, ...path: readonly string[]): string | null {
  const found = fieldAt(fields, ...path);
  return typeof found === "string" ? found : null;
}

export function numberAt(fields: JsonObject | null, ...path: readonly string[]): number | null {
  const found = fieldAt(fields, ...path);
  return typeof found === "number" ? found : null;
}

export function labelsAt(fields: JsonObject | null, ...path: readonly string[]): Readonly<Record<string, string>> {
  const found = fieldAt(fields, ...path);
  if (found === undefined || found === null || typeof found !== "object" || Array.isArray(found)) return {};
  return Object.fromEntries(
    Object.entries(found).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
  );
}

/** The pod template of a workload, or the pod's own spec. */
export function podSpec(fields: JsonObject | null): JsonObject | null {
  const template = fieldAt(fields, "spec", "template", "spec");
  const own = fieldAt(fields, "spec");
  const spec = template ?? own;
  return spec !== undefined && spec !== null && typeof spec === "object" && !Array.isArray(spec)
    ? (spec as JsonObject)
    : null;
}

export function containersOf(fields: JsonObject | null): readonly JsonObject[] {
  return listAt(podSpec(fields), "containers");
}

/** A cluster's control plane is left out of scheduling on purpose. */
export function isControlPlane(fields: JsonObject | null): boolean {
  const labels = labelsAt(fields, "metadata", "labels");
  const roles = fieldAt(fields, "roles");
  const named =
    Array.isArray(roles) && roles.some((role: Json) => typeof role === "string" && /master|control-plane/.test(role));
  return (
    named ||
    Object.keys(labels).some((key) => /node-role\.kubernetes\.io\/(master|control-plane)/.test(key)) ||
    labels["kubernetes.io/role"] === "master"
  );
}
