import type { AssertionOf } from "../../core/assertion.js";
import { entityKey } from "../../core/entity.js";
import { windowContains } from "../../core/time.js";
import { type Evaluation, excerpt, judged, unknown } from "./evaluation.js";
import type { Facts } from "./facts.js";

type Changed = AssertionOf<"changed">;

/** A change of one of the kinds touched the entity in the window, and the field where a path is given. */
export function evaluateChanged(assertion: Changed, facts: Facts): Evaluation {
  const { entity, window, path } = assertion;
  const near = facts
    .changes(entity)
    .filter(({ record }) => windowContains(window, record.time) && assertion.changes.includes(record.change));
  const touching = near.filter(
    ({ record }) => path === undefined || record.fields.some((field) => field.path.includes(path)),
  );
  const first = touching[0];
  const rest = { measured: touching.length, basis: touching.map(({ ref }) => ref) };
  if (first !== undefined) {
    const what =
      first.record.summary === "" ? first.record.change : `${first.record.change} ${excerpt(first.record.summary)}`;
    return judged("holds", `${touching.length} changes touched ${entityKey(entity)}, the first: ${what}`, {
      ...rest,
      onset: first.record.time,
    });
  }
  if (near.some(({ record }) => record.fields.length === 0)) {
    return unknown(`a change touched ${entityKey(entity)} but does not tell its fields`, {
      basis: near.map(({ ref }) => ref),
    });
  }
  return facts.covered("change", entity, window)
    ? judged("fails", `no such change touched ${entityKey(entity)} in what was looked at`, rest)
    : unknown(`changes of ${entityKey(entity)} in the window are not covered`);
}
