/** What a node shows when one of its services is gone. */
import type { Assertion } from "../../../core/assertion.js";
import type { EntityRef } from "../../../core/entity.js";
import type { Facts } from "../../assertions/facts.js";
import { entitiesOf } from "../../invariants/objects.js";
import { objectIs } from "../object-signs.js";

export function serviceInactive(node: EntityRef, service: string): Assertion {
  const where = [
    { path: "service", op: "equals" as const, value: service },
    { path: "active", op: "matches-any" as const, value: ["inactive", "failed", "activating", "deactivating"] },
  ];
  return { kind: "is", entity: node, aspect: "node-service", where, window: null };
}

/** Its journal says that it was stopped, or ended. */
export function serviceStopped(node: EntityRef, service: string): Assertion {
  const text = [
    `Stopped ${service}`,
    "Deactivated successfully",
    "Main process exited",
    "Stopping",
    "Stopped",
    "Succeeded.",
  ];
  return { kind: "happened", entity: node, reasons: [], text, sources: ["line"], window: null };
}

export function nodeNotReady(node: EntityRef): Assertion {
  return objectIs(node, [{ path: "status.ready", op: "equals", value: false }]);
}

/** Pods that were given to no node. */
export function podsWithoutNode(facts: Facts): readonly Assertion[] {
  return entitiesOf(facts, "pod")
    .map((pod) =>
      objectIs(pod, [
        { path: "status.phase", op: "equals", value: "Pending" },
        { path: "spec.nodeName", op: "missing" },
      ]),
    )
    .slice(0, 40);
}
