/** What the quotas of a namespace say, and whom they refused. */
import type { Assertion } from "../../../core/assertion.js";
import type { EntityRef } from "../../../core/entity.js";
import type { Facts } from "../../assertions/facts.js";
import { answeringFor, entitiesOf, listAt, objectOf, textAt } from "../../invariants/objects.js";
import { eventOf, objectIs } from "../object-signs.js";

/** Entries of quotas that are full, for one of the resources. The entry is named by its place, so that both conditions speak of one. */
export function fullEntries(namespace: EntityRef, facts: Facts, resources: readonly string[]): readonly Assertion[] {
  return entitiesOf(facts, "other:resourcequota")
    .filter((quota) => quota.namespace === namespace.name)
    .flatMap((quota) =>
      listAt(objectOf(facts, quota), "status", "entries").flatMap((entry, index): readonly Assertion[] => {
        const resource = textAt(entry, "resource");
        if (resource === null || !resources.includes(resource)) return [];
        return [
          objectIs(quota, [
            { path: `status.entries.${index}.resource`, op: "equals", value: resource },
            { path: `status.entries.${index}.full`, op: "equals", value: true },
          ]),
        ];
      }),
    );
}

/** Workloads of the namespace that have fewer pods than they should. */
export function lackingWorkloads(namespace: EntityRef, facts: Facts): readonly Assertion[] {
  return lacking(namespace, facts).map((workload) =>
    objectIs(workload, [{ path: "status.readyReplicas", op: "below-field", value: "spec.replicas" }]),
  );
}

/** A creation was refused for want of quota, and the refusal names the resource: it is told of the workload or of its ReplicaSets. */
export function refusals(namespace: EntityRef, facts: Facts, resources: readonly string[]): readonly Assertion[] {
  const texts = resources.map((resource) => `requested: ${resource}=`);
  return lacking(namespace, facts).flatMap((workload) => {
    const sets = facts
      .entities("event")
      .filter((one) => one.kind === "workload" && answeringFor(one, facts).name === workload.name);
    return [workload, ...sets].map((entity) => eventOf(entity, texts));
  });
}

function lacking(namespace: EntityRef, facts: Facts): readonly EntityRef[] {
  return entitiesOf(facts, "workload").filter((workload) => {
    if (workload.namespace !== namespace.name) return false;
    const object = objectOf(facts, workload);
    const status = object?.["status"] as { readonly readyReplicas?: unknown } | undefined;
    const spec = object?.["spec"] as { readonly replicas?: unknown } | undefined;
    return (
      typeof status?.readyReplicas === "number" &&
      typeof spec?.replicas === "number" &&
      status.readyReplicas < spec.replicas
    );
  });
}
