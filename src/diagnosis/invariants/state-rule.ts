import type { Assertion, Condition } from "../../core/assertion.js";
import type { StateAspect } from "../../core/capability.js";
import type { EntityKind, EntityRef } from "../../core/entity.js";
import { evaluate } from "../assertions/evaluate.js";
import type { Facts } from "../assertions/facts.js";
import type { Invariant } from "./invariant.js";

interface StateRule extends Omit<Invariant, "broken"> {
  readonly on: EntityKind;
  readonly aspect: StateAspect;
  /** Each is a way to break the rule: all of its conditions in one state. */
  readonly brokenBy: readonly (readonly Condition[])[];
  /** Objects that the rule does not bind (a control plane, something that has ended on purpose). */
  readonly except?: (entity: EntityRef, facts: Facts) => boolean;
  /** Who answers for it; the object itself where left out. */
  readonly answers?: (entity: EntityRef) => EntityRef;
}

/** An invariant over the states of one kind of object. */
export function stateRule({ on, aspect, brokenBy, except, answers, ...rule }: StateRule): Invariant {
  return {
    ...rule,
    broken: (facts) =>
      facts
        .entities("state")
        .filter((entity) => entity.kind === on && except?.(entity, facts) !== true)
        .flatMap((entity) =>
          brokenBy
            .map((where): Assertion => ({ kind: "is", entity, aspect, where, window: null }))
            .filter((assertion) => evaluate(assertion, facts).truth === "holds")
            .slice(0, 1)
            .map((assertion) => ({ entity: answers?.(entity) ?? entity, assertion })),
        ),
  };
}
