/** Signs over the objects of a cluster, shared by the families about them. */
import type { Assertion, AssertionOf, Condition } from "../../core/assertion.js";
import type { EntityRef } from "../../core/entity.js";
import type { Facts } from "../assertions/facts.js";
import { isDetailed, objectOf, podsOf } from "../invariants/objects.js";
import type { Candidate } from "./family.js";

/** Pods looked at for one workload: replicas of one template fail alike. */
const MOST_PODS = 3;

export function objectIs(entity: EntityRef, where: readonly Condition[]): AssertionOf<"is"> {
  return { kind: "is", entity, aspect: "object", where, window: null };
}

/**
 * What a sign of an object's own fields says while only its row in a list is known: unknown, and its detail is the
 * question. None where the detail is known, and then the sign speaks for itself.
 */
export function untilDetailed(entity: EntityRef, facts: Facts, path: string): readonly Assertion[] {
  return isDetailed(facts, entity) ? [] : [objectIs(entity, [{ path, op: "exists" }])];
}

/** Some pod of the workload is so. */
export function podIs({ entity }: Candidate, facts: Facts, where: readonly Condition[]): readonly Assertion[] {
  return troubledPods(entity, facts).map((pod) => objectIs(pod, where));
}

/** Something was reported about a pod of the workload, with one of these texts. */
export function podEvent(
  { entity }: Candidate,
  facts: Facts,
  text: readonly string[],
  reasons: readonly string[] = [],
): readonly Assertion[] {
  return troubledPods(entity, facts).map((pod) => eventOf(pod, text, reasons));
}

export function eventOf(
  entity: EntityRef,
  text: readonly string[],
  reasons: readonly string[] = [],
): AssertionOf<"happened"> {
  return { kind: "happened", entity, reasons, text, sources: ["event"], window: null };
}

/** Something was logged by the entity at any time that the source still shows. */
export function everLogged(entity: EntityRef, text: readonly string[]): AssertionOf<"happened"> {
  return { kind: "happened", entity, reasons: [], text, sources: ["line"], window: null };
}

/** Those that do not run or are not ready come first: what is wrong is to be seen at them. */
export function troubledPods(workload: EntityRef, facts: Facts): readonly EntityRef[] {
  return podsOf(facts, workload)
    .toSorted((a, b) => health(a, facts) - health(b, facts))
    .slice(0, MOST_PODS);
}

function health(pod: EntityRef, facts: Facts): number {
  const status = objectOf(facts, pod)?.["status"] as
    | { readonly phase?: unknown; readonly ready?: unknown; readonly restartCount?: unknown }
    | undefined;
  if (status === undefined) return 1;
  return (
    (status.phase === "Running" ? 1 : 0) +
    (status.ready === true ? 1 : 0) -
    (typeof status.restartCount === "number" && status.restartCount > 0 ? 0.5 : 0)
  );
}

/** The service that is there for a workload, by name. */
export function serviceOf({ namespace, name }: EntityRef): EntityRef {
  return { kind: "service", namespace, name };
}

export function workloadFor({ namespace, name }: EntityRef): EntityRef {
  return { kind: "workload", namespace, name };
}
