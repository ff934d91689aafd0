/** All rules that the facts break, as observations: what brings families to mind, and the symptom where nobody told one. */
import type { Observation } from "../../core/observation.js";
import { evaluate } from "../assertions/evaluate.js";
import type { Facts } from "../assertions/facts.js";
import type { Invariant, Violation } from "./invariant.js";
import { INVARIANTS } from "./registry.js";

export interface BrokenRule extends Violation {
  readonly invariant: Invariant;
}

export function brokenRules(facts: Facts, invariants: readonly Invariant[] = INVARIANTS): readonly BrokenRule[] {
  return invariants.flatMap((invariant) => invariant.broken(facts).map((violation) => ({ ...violation, invariant })));
}

export function asObservation({ invariant, entity, assertion }: BrokenRule, facts: Facts): readonly Observation[] {
  return evaluate(assertion, facts)
    .basis.slice(0, 1)
    .map((ref) => ({
      detector: "invariants",
      entity,
      signal: "state",
      direction: "is",
      size: invariant.weight,
      onset: null,
      subject: invariant.id,
      other: null,
      cite: { evidence: ref.evidence, record: ref.record },
    }));
}
