import type { AssertionOf } from "../../core/assertion.js";
import { type EntityRef, entityKey, sameEntity } from "../../core/entity.js";
import { anyOf, type Evaluation, excerpt, figure, judged, unknown } from "./evaluation.js";
import type { Facts } from "./facts.js";
import { factorBetween, median, smallestDifference, spreadOf } from "./plain-statistics.js";
import type { RecordRef } from "./record-index.js";
import { type Samples, valuesIn } from "./samples.js";

type Differs = AssertionOf<"differs">;

const NEEDED = 3;

/**
 * The entity's median in the window differs from the median of its peers' medians by at least `factor`, and lies
 * outside of the spread among the peers. Every peer named must have been looked at and have samples: with some
 * left out, the comparison would be with whoever suits the claim.
 */
export function evaluateDiffers(assertion: Differs, facts: Facts): Evaluation {
  const { entity, window, series: selector } = assertion;
  const peers = assertion.peers.filter((peer) => !sameEntity(peer, entity));
  if (peers.length === 0) return unknown(`${entityKey(entity)} has no peer to differ from`);
  const uncovered = [entity, ...peers].find((one) => !facts.covered("series", one, window, { series: selector }));
  if (uncovered !== undefined)
    return unknown(`such a series of ${entityKey(uncovered)} is not covered all through the window`);
  const series = facts.series(entity, selector);
  if (series.length === 0) return unknown(`no series of ${entityKey(entity)} fits, though it was looked for`);
  return anyOf(
    series.map((one) => differenceOf(one, peers, assertion, facts)),
    (part) => part.measured ?? Number.NEGATIVE_INFINITY,
  );
}

function differenceOf(series: Samples, peers: readonly EntityRef[], assertion: Differs, facts: Facts): Evaluation {
  const own = valuesIn(series, assertion.window);
  if (own.length < NEEDED)
    return unknown(`${own.length} samples of ${excerpt(series.metric)} in the window, ${NEEDED} needed`);
  const levels: number[] = [];
  const basis: RecordRef[] = [...series.refs.slice(0, 4)];
  for (const peer of peers) {
    const like = facts.series(peer, assertion.series).filter((one) => isLike(one, series));
    const values = like.flatMap((one) => valuesIn(one, assertion.window));
    if (values.length < NEEDED)
      return unknown(`${entityKey(peer)} has ${values.length} samples of ${excerpt(series.metric)}, ${NEEDED} needed`);
    levels.push(median(values));
    basis.push(...like.flatMap(({ refs }) => refs.slice(0, 1)));
  }
  return compare(series, median(own), levels, basis, assertion);
}

function isLike(one: Samples, other: Samples): boolean {
  return one.metric === other.metric && one.statistic === other.statistic && one.unit === other.unit;
}

function compare(
  series: Samples,
  level: number,
  levels: readonly number[],
  basis: readonly RecordRef[],
  assertion: Differs,
): Evaluation {
  const smallest = smallestDifference(series.role, series.unit);
  const spread = spreadOf(levels, smallest);
  if (level < 0 || spread.median < 0)
    return unknown(`${excerpt(series.metric)} is negative, and a ratio of medians says nothing`);
  const measured = factorBetween(level, spread.median, assertion.direction, smallest);
  const beyond = assertion.direction === "up" ? level > spread.high : level < spread.low;
  const text = `${excerpt(series.metric)} is ${figure(level)} ${series.unit} where ${levels.length} peers have ${figure(spread.median)}, factor ${figure(measured)} ${assertion.direction}`;
  if (measured >= assertion.factor && beyond) return judged("holds", text, { measured, basis });
  return judged(
    "fails",
    beyond ? `${text}, less than ${figure(assertion.factor)}` : `${text}, inside of the peers' spread`,
    { measured, basis },
  );
}
