import { assertNever } from "../../core/assert-never.js";
import type { AssertionOf } from "../../core/assertion.js";
import { not } from "../../core/truth.js";
import { evaluateChanged } from "./changed.js";
import { type Evaluation, judged } from "./evaluation.js";
import type { Facts } from "./facts.js";
import { evaluateHappened } from "./happened.js";
import { evaluateIs } from "./is.js";
import { evaluateNovel } from "./novel.js";

type Absent = AssertionOf<"absent">;

/** It was looked for and is not there: the negation of what is claimed absent, so unknown outside of coverage. */
export function evaluateAbsent({ what }: Absent, facts: Facts): Evaluation {
  const { truth, why, measured, basis } = evaluateWhat(what, facts);
  return judged(not(truth), why, { measured, basis });
}

function evaluateWhat(what: Absent["what"], facts: Facts): Evaluation {
  switch (what.kind) {
    case "happened":
      return evaluateHappened(what, facts);
    case "changed":
      return evaluateChanged(what, facts);
    case "novel":
      return evaluateNovel(what, facts);
    case "is":
      return evaluateIs(what, facts);
    default:
      return assertNever(what);
  }
}
