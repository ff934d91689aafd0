import type { AssertionOf } from "../../core/assertion.js";
import { type EntityRef, entityKey } from "../../core/entity.js";
import { logTemplate } from "../../core/log-template.js";
import type { RecordOf } from "../../core/record.js";
import { type Instant, type Window, windowContains, windowCovers, windowOverlap } from "../../core/time.js";
import { type Evaluation, excerpt, figure, judged, unknown } from "./evaluation.js";
import type { Facts } from "./facts.js";
import type { RecordRef } from "./record-index.js";

type Novel = AssertionOf<"novel">;

/** Lines of a template seen in a window. */
interface Seen {
  readonly count: number;
  /** Whether more could have been there than was counted. */
  readonly complete: boolean;
  readonly first: Instant | null;
  readonly basis: readonly RecordRef[];
}

/** Fewer lines than this are no rate. */
const NEEDED_FOR_A_RATE = 3;

/**
 * A log template is new, or its rate (lines per time) rose by at least `factor` against the reference.
 * *New* means: seen in the window, not once in the reference, although at the window's rate the reference
 * should have shown it at least once. A rate has risen where the count also exceeds what the reference lets one
 * expect by three Poisson standard deviations.
 */
export function evaluateNovel(assertion: Novel, facts: Facts): Evaluation {
  const { entity, window, reference } = assertion;
  const now = seenIn(assertion, window, facts);
  const name = `${excerpt(assertion.template)} of ${entityKey(entity)}`;
  const rest = { measured: now.count, basis: now.basis };
  if (now.count === 0) {
    return now.complete
      ? judged("fails", `${name} was not logged in the window`, rest)
      : unknown(`the lines of ${entityKey(entity)} in the window are not covered`);
  }
  if (reference === null)
    return unknown(`${name} was logged ${now.count} times; there is no reference to be new against`, rest);
  if (windowOverlap(window, reference) !== null) return unknown("the window and its reference overlap");
  const before = seenIn(assertion, reference, facts);
  if (!before.complete) return unknown(`the lines of ${entityKey(entity)} in the reference are not covered`, rest);

  const scale = lengthOf(window) / lengthOf(reference);
  const text = `${name} was logged ${now.count} times, ${before.count} times in a reference ${figure(1 / scale)} times as long`;
  const verdict =
    before.count === 0 ? isNew(now.count, scale) : rateRose(now.count, before.count * scale, assertion.factor);
  if (verdict === "holds") return judged("holds", text, { ...rest, onset: now.first });
  if (verdict === "too-few") return unknown(`${text}: too few to tell`, rest);
  return now.complete ? judged("fails", text, rest) : unknown(`${text}, and a part of the window is not covered`, rest);
}

function isNew(count: number, scale: number): "holds" | "too-few" {
  return count >= scale ? "holds" : "too-few";
}

function rateRose(count: number, expected: number, factor: number): "holds" | "fails" | "too-few" {
  if (count < factor * expected) return "fails";
  return count >= NEEDED_FOR_A_RATE && count > expected + 3 * Math.sqrt(expected) ? "holds" : "too-few";
}

/** Counts lines where lines were looked at, else the counts of template answers that lie inside of the window. */
function seenIn({ entity, template }: Novel, window: Window, facts: Facts): Seen {
  const lines = facts
    .lines(entity)
    .filter(
      ({ record }) =>
        record.time !== null && windowContains(window, record.time) && logTemplate(record.text).includes(template),
    );
  const fromLines: Seen = {
    count: lines.length,
    complete: facts.covered("line", entity, window),
    first: lines[0]?.record.time ?? null,
    basis: lines.map(({ ref }) => ref),
  };
  if (fromLines.complete) return fromLines;
  const fromTemplates = seenInTemplates(entity, template, window, facts);
  return fromTemplates.complete || fromTemplates.count > fromLines.count ? fromTemplates : fromLines;
}

/**
 * Of answers whose windows overlap, the one that looked at more counts, so that no line counts twice. A group
 * counts by its first and last line where they are told, else by the window it was counted for; one that reaches
 * over the window's edge cannot be split, nor can two that overlap in part: then the count is not complete.
 */
function seenInTemplates(entity: EntityRef, template: string, window: Window, facts: Facts): Seen {
  const groups = facts
    .templates(entity)
    .filter(({ record }) => record.template.includes(template) && windowOverlap(spanOf(record), window) !== null);
  const longestFirst = [...groups]
    .filter(({ record }) => windowCovers(window, spanOf(record)))
    .sort((a, b) => lengthOf(b.record.window) - lengthOf(a.record.window));
  const chosen: Window[] = [];
  for (const { record } of longestFirst) {
    if (!chosen.some((one) => windowOverlap(one, record.window) !== null)) chosen.push(record.window);
  }
  const counted = longestFirst.filter(({ record }) => chosen.some((one) => isSame(one, record.window)));
  const firsts = counted.flatMap(({ record }) => (record.first === null ? [] : [record.first]));
  return {
    count: counted.reduce((sum, { record }) => sum + record.count, 0),
    complete:
      facts.covered("template", entity, window) &&
      groups.every(({ record }) => chosen.some((one) => windowCovers(one, record.window))),
    first: firsts.length === 0 ? null : firsts.reduce((a, b) => Math.min(a, b)),
    basis: counted.map(({ ref }) => ref),
  };
}

/** When a group's lines were, as closely as its record tells. */
function spanOf({ first, last, window }: RecordOf<"template">): Window {
  return first === null || last === null || last < first ? window : { from: first, to: last + 1 };
}

function lengthOf(window: Window): number {
  return window.to - window.from;
}

function isSame(a: Window, b: Window): boolean {
  return a.from === b.from && a.to === b.to;
}
