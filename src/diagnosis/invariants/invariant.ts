/**
 * A rule that holds in every healthy system, whatever runs in it. Most faults break one; a fault that no family
 * knows is still localised by the rule it breaks.
 */
import type { Assertion } from "../../core/assertion.js";
import type { EntityRef } from "../../core/entity.js";
import type { Facts } from "../assertions/facts.js";

/** A broken rule: who answers for it, and the assertion that shows it. */
export interface Violation {
  /** The object that somebody would mend: a pod's workload, not the pod. */
  readonly entity: EntityRef;
  readonly assertion: Assertion;
}

export interface Invariant {
  /** `noun/rule`, as in `workload/ready-as-desired`. */
  readonly id: string;
  /** The rule, as a sentence. */
  readonly holds: string;
  /** How much it says that something is wrong, 1 to 3: 3 hurts users now, 1 is often a standing oddity. */
  readonly weight: 1 | 2 | 3;
  /** Where the facts break it. Only what was seen counts; what was not looked at breaks nothing. */
  readonly broken: (facts: Facts) => readonly Violation[];
}
