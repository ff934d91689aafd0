import type { AssertionOf } from "../../core/assertion.js";
import { entityKey, sameEntity } from "../../core/entity.js";
import { type Evaluation, judged, unknown } from "./evaluation.js";
import type { Facts } from "./facts.js";
import type { RecordRef } from "./record-index.js";

type Depends = AssertionOf<"depends">;

/**
 * An edge leads from one entity to the other: one that a source reports, or a call that a client's span names.
 * It fails only where the edges of one of the two ends were looked at.
 */
export function evaluateDepends(assertion: Depends, facts: Facts): Evaluation {
  const { from, to, relations } = assertion;
  const basis: readonly RecordRef[] = [...edgesBetween(assertion, facts), ...callsBetween(assertion, facts)];
  const name = `${entityKey(from)} to ${entityKey(to)}`;
  if (basis.length > 0)
    return judged("holds", `${basis.length} records show ${name}`, { measured: basis.length, basis });
  const covered = [from, to].some((end) => facts.covered("edge", end, null, { relations }));
  return covered
    ? judged("fails", `no edge leads from ${name} in what was looked at`, { measured: 0 })
    : unknown(`edges from ${name} are not covered`);
}

function edgesBetween({ from, to, relations }: Depends, facts: Facts): readonly RecordRef[] {
  return facts
    .edges(from)
    .filter(({ record }) => sameEntity(record.from, from) && sameEntity(record.to, to))
    .filter(({ record }) => relations.includes(record.relation) && record.calls !== 0)
    .map(({ ref }) => ref);
}

function callsBetween({ from, to, relations }: Depends, facts: Facts): readonly RecordRef[] {
  if (!relations.includes("calls")) return [];
  return facts
    .spans(from)
    .filter(({ record }) => record.side === "client" && record.peer !== null && sameEntity(record.peer, to))
    .map(({ ref }) => ref);
}
