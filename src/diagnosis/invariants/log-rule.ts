import type { Assertion } from "../../core/assertion.js";
import type { EntityRef } from "../../core/entity.js";
import { evaluate } from "../assertions/evaluate.js";
import type { Facts } from "../assertions/facts.js";
import type { Invariant } from "./invariant.js";

interface LogRule extends Omit<Invariant, "broken"> {
  /** Words that no healthy process logs. */
  readonly neverSays: readonly string[];
  readonly answers: (speaker: EntityRef) => EntityRef;
}

/** An invariant over what processes log. */
export function logRule({ neverSays, answers, ...rule }: LogRule): Invariant {
  return { ...rule, broken: (facts) => speakers(facts).flatMap((entity) => said(entity, neverSays, facts, answers)) };
}

function speakers(facts: Facts): readonly EntityRef[] {
  const named = [...facts.entities("line"), ...facts.entities("template")];
  return named.filter(
    (entity, index) => named.findIndex((one) => one.name === entity.name && one.kind === entity.kind) === index,
  );
}

function said(entity: EntityRef, text: readonly string[], facts: Facts, answers: LogRule["answers"]) {
  const assertion: Assertion = { kind: "happened", entity, reasons: [], text, sources: ["line"], window: null };
  return evaluate(assertion, facts).truth === "holds" ? [{ entity: answers(entity), assertion }] : [];
}
