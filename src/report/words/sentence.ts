/**
 * One sentence for each kind of assertion. Code writes it from the claim and from what the cited series measured;
 * no mind's words enter but names and texts of production, which a renderer escapes.
 */

import { assertNever } from "../../core/assert-never.js";
import type { Assertion, AssertionOf, Condition, OnsetOf } from "../../core/assertion.js";
import type { SeriesFacts } from "../series-facts.js";
import { capitalised, entityWords, listWords } from "./entity-words.js";
import { countWords, numberWords, percentWords, quantityWords } from "./number-words.js";
import { seriesUnit } from "./series-unit.js";
import { seriesWords } from "./series-words.js";
import type { TimeWords } from "./time-words.js";

export interface SentenceContext {
  readonly times: TimeWords;
  /** What `seriesFacts` found for the assertion. */
  readonly facts: readonly SeriesFacts[];
}

/** The assertion as one sentence, with its full stop. */
export function sentence(assertion: Assertion, context: SentenceContext): string {
  return `${capitalised(clause(assertion, context))}.`;
}

function clause(assertion: Assertion, context: SentenceContext): string {
  switch (assertion.kind) {
    case "quoted":
      return quoted(assertion);
    case "level":
      return level(assertion, context);
    case "shifted":
      return shifted(assertion, context);
    case "novel":
      return novel(assertion, context);
    case "happened":
      return happened(assertion, context);
    case "is":
      return state(assertion, context);
    case "changed":
      return changed(assertion, context);
    case "depends":
      return `${entityWords(assertion.from)} ${relationWords(assertion.relations)} ${entityWords(assertion.to)}`;
    case "precedes":
      return precedes(assertion, context);
    case "absent":
      return absent(assertion, context);
    case "differs":
      return differs(assertion, context);
    case "share":
      return share(assertion, context);
    default:
      return assertNever(assertion);
  }
}

function quoted({ quote, entity }: AssertionOf<"quoted">): string {
  const about = entity === null ? "the source says" : `the source says of ${entityWords(entity)}`;
  return `${about}: “${quote}”`;
}

const AGGREGATE_WORDS = {
  median: "the median",
  mean: "the mean",
  max: "the highest value",
  min: "the lowest value",
  last: "the last value",
  first: "the first value",
} as const;

function level(claim: AssertionOf<"level">, { times, facts }: SentenceContext): string {
  const [fact] = facts;
  const unit = fact === undefined ? "" : seriesUnit(fact.record);
  const measured = fact === undefined ? "" : `; the median was ${quantityWords(fact.inWindow, unit)}`;
  return (
    `${AGGREGATE_WORDS[claim.aggregate]} of ${seriesWords(claim.series, fact?.record ?? null)} of ${entityWords(claim.entity)} ` +
    `was ${claim.op} ${quantityWords(claim.bound, unit)} from ${times.window(claim.window)}${measured}`
  );
}

function shifted(claim: AssertionOf<"shifted">, { times, facts }: SentenceContext): string {
  const [fact] = facts;
  const verb = claim.direction === "up" ? "rose" : "fell";
  const subject = `${seriesWords(claim.series, fact?.record ?? null)} of ${entityWords(claim.entity)} ${verb}`;
  const during = `from ${times.window(claim.window)}, against ${times.window(claim.reference)} before`;
  if (fact === undefined) return `${subject} at least ${numberWords(claim.factor)}-fold ${during}`;
  const unit = seriesUnit(fact.record);
  const now = quantityWords(fact.inWindow, unit);
  if (fact.inReference === null) return `${subject} to ${now} in the median ${during}, where it has no sample`;
  const ratio = claim.direction === "up" ? fact.inWindow / fact.inReference : fact.inReference / fact.inWindow;
  const fold = Number.isFinite(ratio) && ratio > 0 ? ` (${numberWords(ratio)}-fold)` : "";
  return `${subject} from ${quantityWords(fact.inReference, unit)} to ${now}${fold} in the median ${during}`;
}

function novel(claim: AssertionOf<"novel">, { times }: SentenceContext): string {
  const against = claim.reference === null ? "" : `, compared with ${times.window(claim.reference)}`;
  return (
    `${entityWords(claim.entity)} logged “${claim.template}” for the first time, or at least ${numberWords(claim.factor)} times ` +
    `as often as before, from ${times.window(claim.window)}${against}`
  );
}

function happened(claim: AssertionOf<"happened">, { times }: SentenceContext): string {
  return `${entityWords(claim.entity)} reported ${reported(claim)}${claim.window === null ? "" : ` from ${times.window(claim.window)}`}`;
}

function reported({ reasons, text }: AssertionOf<"happened">): string {
  const said = [...reasons, ...text.map((part) => `“${part}”`)];
  return said.length === 0 ? "an event" : listWords(said, 5, "or");
}

function state(claim: AssertionOf<"is">, { times }: SentenceContext): string {
  const when = claim.window === null ? "" : ` from ${times.window(claim.window)}`;
  const many = claim.atLeast ?? 1;
  const aspect = claim.aspect === "object" ? "a recorded state" : claim.aspect.replaceAll("-", " ");
  const subject = many > 1 ? `at least ${numberWords(many)} ${aspect} records` : `${article(aspect)}${aspect}`;
  return `${entityWords(claim.entity)} had ${subject}${whereWords(claim)}${when}`;
}

function whereWords({ where }: AssertionOf<"is">): string {
  return where.length === 0 ? "" : ` with ${listWords(where.map(conditionWords), 8)}`;
}

function article(noun: string): string {
  if (noun.startsWith("a ") || noun === "silence" || noun === "endpoints") return "";
  return /^[aeiou]/.test(noun) ? "an " : "a ";
}

function conditionWords({ path, op, value }: Condition): string {
  const given = typeof value === "string" ? `“${value}”` : JSON.stringify(value);
  switch (op) {
    case "equals":
      return `${path} = ${given}`;
    case "not-equals":
      return `${path} other than ${given}`;
    case "contains":
      return `${path} containing ${given}`;
    case "matches-any":
      return `${path} containing one of ${given}`;
    case "above":
      return `${path} above ${typeof value === "number" ? numberWords(value) : given}`;
    case "below":
      return `${path} below ${typeof value === "number" ? numberWords(value) : given}`;
    case "exists":
      return `${path} present`;
    case "missing":
      return `${path} missing`;
    case "empty":
      return `${path} empty`;
    case "not-empty":
      return `${path} not empty`;
    case "below-field":
      return `${path} below ${value}`;
    case "differs-from-field":
      return `${path} other than ${value}`;
    default:
      return assertNever(op);
  }
}

function changed(claim: AssertionOf<"changed">, { times }: SentenceContext): string {
  const kinds = listWords(
    claim.changes.map((kind) => (kind === "other" ? "another kind of" : kind)),
    9,
    "or",
  );
  const path = claim.path === undefined ? "" : ` at “${claim.path}”`;
  return `a ${kinds} change touched ${entityWords(claim.entity)}${path} from ${times.window(claim.window)}`;
}

/** `calls`, `runs on`, `calls or owns`; where most would do, `depends on`. */
function relationWords(relations: readonly string[]): string {
  if (relations.length > 3) return "depends on";
  const words = relations.map((relation) => relation.replaceAll("-", " "));
  return listWords(words, words.length, "or");
}

function precedes(claim: AssertionOf<"precedes">, context: SentenceContext): string {
  const tolerance =
    claim.toleranceMs === 0 ? "" : `, with a tolerance of ${quantityWords(claim.toleranceMs, "ms")} between clocks`;
  return `${onsetWords(claim.first, context)} came before ${onsetWords(claim.second, context)}${tolerance}`;
}

function onsetWords(onset: OnsetOf, { times }: SentenceContext): string {
  switch (onset.of) {
    case "shift":
      return `the ${onset.claim.direction === "up" ? "rise" : "fall"} of ${seriesWords(onset.claim.series, null)} of ${entityWords(onset.claim.entity)}`;
    case "event":
      return `${entityWords(onset.claim.entity)} reporting ${reported(onset.claim)}`;
    case "change":
      return `the ${listWords(onset.claim.changes, 9, "or")} change of ${entityWords(onset.claim.entity)}`;
    case "state":
      return `the ${onset.claim.aspect.replaceAll("-", " ")}${whereWords(onset.claim)} of ${entityWords(onset.claim.entity)}`;
    case "instant":
      return times.instant(onset.at);
    default:
      return assertNever(onset);
  }
}

function absent({ what }: AssertionOf<"absent">, context: SentenceContext): string {
  return `it was looked for and not seen that ${clause(what, { ...context, facts: [] })}`;
}

function differs(claim: AssertionOf<"differs">, { times, facts }: SentenceContext): string {
  const [own, peer] = facts;
  const side = claim.direction === "up" ? "above" : "below";
  const peers =
    claim.peers.length > 3
      ? countWords(claim.peers.length, "healthy peer")
      : `its healthy peers ${listWords(claim.peers.map(entityWords))}`;
  const measured =
    own === undefined || peer === undefined
      ? ""
      : `: ${quantityWords(own.inWindow, seriesUnit(own.record))} against ${quantityWords(peer.inWindow, seriesUnit(peer.record))} of the first`;
  return (
    `${seriesWords(claim.series, own?.record ?? null)} of ${entityWords(claim.entity)} was at least ` +
    `${numberWords(claim.factor)}-fold ${side} that of ${peers} from ${times.window(claim.window)}${measured}`
  );
}

function share(claim: AssertionOf<"share">, { times }: SentenceContext): string {
  const exposure = claim.minExposure === 0 ? "" : `, counted over at least ${numberWords(claim.minExposure)}`;
  return `${shareSubject(claim)} was ${claim.op} ${percentWords(claim.bound)} from ${times.window(claim.window)}${exposure}`;
}

function shareSubject({ of, entity }: AssertionOf<"share">): string {
  const name = entityWords(entity);
  switch (of.over) {
    case "series":
      return `the share of ${seriesWords(of.numerator, null)} in ${seriesWords(of.denominator, null)} of ${name}`;
    case "edge":
      return `the share of failed calls from ${name} to ${entityWords(of.to)}`;
    case "spans":
      return `the share of failed spans of ${name}`;
    case "lines":
      return `the share of log lines of ${name} with ${listWords(
        of.text.map((part) => `“${part}”`),
        5,
        "or",
      )}`;
    default:
      return assertNever(of);
  }
}
