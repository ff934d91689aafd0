/**
 * Whether a claim is so, by code, from recorded answers alone.
 *
 * 1. Three-valued: what no answer covers is unknown. *Fails* is said inside of coverage only.
 * 2. Taking evidence away never turns a failing claim into one that holds, as long as answers cover what they say.
 * 3. Neither the order of records or evidence, nor a thing that two answers both show, changes anything.
 * 4. The statistics are plain and the evaluator's own; what proposed the claim has no part in them.
 */

import { assertNever } from "../../core/assert-never.js";
import type { Assertion } from "../../core/assertion.js";
import { evaluateAbsent } from "./absent.js";
import { evaluateChanged } from "./changed.js";
import { evaluateDepends } from "./depends.js";
import { evaluateDiffers } from "./differs.js";
import type { Evaluation } from "./evaluation.js";
import type { Facts } from "./facts.js";
import { evaluateHappened } from "./happened.js";
import { evaluateIs } from "./is.js";
import { evaluateLevel } from "./level.js";
import { evaluateNovel } from "./novel.js";
import { evaluatePrecedes } from "./precedes.js";
import { evaluateQuoted, type QuoteLookup } from "./quoted.js";
import { evaluateShare } from "./share.js";
import { evaluateShifted } from "./shifted.js";

export function evaluate(assertion: Assertion, facts: Facts, quotes?: QuoteLookup): Evaluation {
  switch (assertion.kind) {
    case "quoted":
      return evaluateQuoted(assertion, facts, quotes);
    case "level":
      return evaluateLevel(assertion, facts);
    case "shifted":
      return evaluateShifted(assertion, facts);
    case "novel":
      return evaluateNovel(assertion, facts);
    case "happened":
      return evaluateHappened(assertion, facts);
    case "is":
      return evaluateIs(assertion, facts);
    case "changed":
      return evaluateChanged(assertion, facts);
    case "depends":
      return evaluateDepends(assertion, facts);
    case "precedes":
      return evaluatePrecedes(assertion, facts);
    case "absent":
      return evaluateAbsent(assertion, facts);
    case "differs":
      return evaluateDiffers(assertion, facts);
    case "share":
      return evaluateShare(assertion, facts);
    default:
      return assertNever(assertion);
  }
}
