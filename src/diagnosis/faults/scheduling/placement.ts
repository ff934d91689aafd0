/** Where a pod may go: what its spec asks for, and which nodes keep it off. */
import type { Assertion, Condition } from "../../../core/assertion.js";
import type { Facts } from "../../assertions/facts.js";
import { entitiesOf, isControlPlane, objectOf } from "../../invariants/objects.js";
import type { Candidate } from "../family.js";
import { objectIs, podIs } from "../object-signs.js";

/** The pod's own spec, or the template of its workload, is so. */
export function specIs(candidate: Candidate, facts: Facts, where: readonly Condition[]): readonly Assertion[] {
  const under = (prefix: string): readonly Condition[] =>
    where.map((condition) => ({ ...condition, path: `${prefix}.${condition.path}` }));
  return [objectIs(candidate.entity, under("spec.template.spec")), ...podIs(candidate, facts, under("spec"))];
}

/** Nodes besides the control plane that take no new pods. */
export function cordonedNodes(_: Candidate, facts: Facts): readonly Assertion[] {
  return workers(facts).map((node) => objectIs(node, [{ path: "spec.unschedulable", op: "equals", value: true }]));
}

/** Nodes besides the control plane that carry a taint of somebody's own. */
export function taintedWorkers(facts: Facts): readonly Assertion[] {
  return workers(facts)
    .filter((node) => ownTaint(facts, node))
    .map((node) => objectIs(node, [{ path: "spec.taints", op: "not-empty" }]));
}

function workers(facts: Facts) {
  return entitiesOf(facts, "node").filter((node) => !isControlPlane(objectOf(facts, node)));
}

/** Taints that Kubernetes sets itself tell of a node's condition, not of anybody's wish. */
function ownTaint(facts: Facts, node: ReturnType<typeof workers>[number]): boolean {
  const spec = objectOf(facts, node)?.["spec"] as
    | { readonly taints?: readonly { readonly key?: unknown }[] }
    | undefined;
  return (spec?.taints ?? []).some(({ key }) => typeof key === "string" && !key.startsWith("node.kubernetes.io/"));
}
