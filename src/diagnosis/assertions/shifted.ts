import type { AssertionOf } from "../../core/assertion.js";
import { entityKey } from "../../core/entity.js";
import { type Instant, windowOverlap } from "../../core/time.js";
import { anyOf, type Evaluation, excerpt, figure, judged, quantity, unknown } from "./evaluation.js";
import type { Facts } from "./facts.js";
import { factorBetween, median, type Spread, smallestDifference, spreadOf } from "./plain-statistics.js";
import { firstAt, type Samples, valuesIn } from "./samples.js";

type Shifted = AssertionOf<"shifted">;

const NEEDED_IN_WINDOW = 3;
const NEEDED_IN_REFERENCE = 5;
/** Samples in a row beyond the reference's spread that make an onset; one or two are a flicker. */
const RUN = 3;

/**
 * One of the series selected differs from its own reference: the medians by at least `factor`, and the window's
 * lies outside of the reference's own spread. Both windows must be covered, since a median of a part is not
 * the median of the whole.
 */
export function evaluateShifted(assertion: Shifted, facts: Facts): Evaluation {
  const { entity, series: selector, window, reference } = assertion;
  if (windowOverlap(window, reference) !== null) return unknown("the window and its reference overlap");
  for (const [name, part] of [
    ["window", window],
    ["reference", reference],
  ] as const) {
    if (!facts.covered("series", entity, part, { series: selector })) {
      return unknown(`no answer covers such a series of ${entityKey(entity)} all through the ${name}`);
    }
  }
  const series = facts.series(entity, selector);
  if (series.length === 0) return unknown(`no series of ${entityKey(entity)} fits, though it was looked for`);
  return anyOf(
    series.map((one) => shiftOf(one, assertion)),
    (part) => part.measured ?? Number.NEGATIVE_INFINITY,
  );
}

function shiftOf(series: Samples, assertion: Shifted): Evaluation {
  const [now, before] = [valuesIn(series, assertion.window), valuesIn(series, assertion.reference)];
  const name = `${series.statistic === "" ? "value" : series.statistic} of ${excerpt(series.metric)}`;
  if (now.length < NEEDED_IN_WINDOW || before.length < NEEDED_IN_REFERENCE) {
    return unknown(
      `${name} has ${now.length} samples in the window and ${before.length} in the reference, ${NEEDED_IN_WINDOW} and ${NEEDED_IN_REFERENCE} needed`,
    );
  }
  const smallest = smallestDifference(series.role, series.unit);
  const spread = spreadOf(before, smallest);
  const level = median(now);
  if (level < 0 || spread.median < 0) return unknown(`${name} is negative, and a ratio of medians says nothing`);

  const measured = factorBetween(level, spread.median, assertion.direction, smallest);
  const beyond = isBeyond(level, spread, assertion.direction);
  const text = `${name} went from ${quantity(spread.median, series.unit)} (n=${before.length}) to ${quantity(level, series.unit)} (n=${now.length}), factor ${figure(measured)} ${assertion.direction}`;
  const rest = { measured, basis: series.refs };
  if (measured < assertion.factor) return judged("fails", `${text}, less than ${figure(assertion.factor)}`, rest);
  if (!beyond) return judged("fails", `${text}, inside of the reference's own spread`, rest);
  return judged("holds", text, { ...rest, onset: onsetOf(series, assertion, spread) });
}

function isBeyond(value: number, spread: Spread, direction: "up" | "down"): boolean {
  return direction === "up" ? value > spread.high : value < spread.low;
}

/**
 * The first time after the reference from which {@link RUN} samples in a row lie beyond its spread. What lies
 * between reference and window is looked at too: a window often begins where a person noticed.
 */
function onsetOf(series: Samples, assertion: Shifted, spread: Spread): Instant | null {
  const end = firstAt(series.times, assertion.window.to);
  let run = 0;
  for (let index = firstAt(series.times, searchedFrom(assertion)); index < end; index += 1) {
    const value = series.values[index];
    run = value !== undefined && isBeyond(value, spread, assertion.direction) ? run + 1 : 0;
    if (run === RUN) return series.times[index - RUN + 1] ?? null;
  }
  return null;
}

/** Whether all of the time in which an earlier onset could lie was looked at. */
export function shiftCoveredUntil(assertion: Shifted, instant: Instant, facts: Facts): boolean {
  const from = searchedFrom(assertion);
  return (
    instant <= from || facts.covered("series", assertion.entity, { from, to: instant }, { series: assertion.series })
  );
}

function searchedFrom({ window, reference }: Shifted): Instant {
  return Math.min(reference.to, window.from);
}
