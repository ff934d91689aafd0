import type { AssertionOf } from "../../core/assertion.js";
import { entityKey } from "../../core/entity.js";
import { anyOf, type Evaluation, excerpt, figure, judged, quantity, unknown } from "./evaluation.js";
import type { Facts } from "./facts.js";
import { mean, median } from "./plain-statistics.js";
import { type Samples, valuesIn } from "./samples.js";

type Level = AssertionOf<"level">;

/** Samples needed for an aggregate of many to mean anything; a single one suffices for an extreme, the first and the last. */
const NEEDED = 3;

/**
 * An aggregate of the samples in a window is beyond a bound, for one of the series selected. An extreme beyond
 * its bound shows itself by one sample; everything else needs the whole window to be covered, since the part
 * that nobody looked at could change it.
 */
export function evaluateLevel(assertion: Level, facts: Facts): Evaluation {
  const { entity, series: selector, window } = assertion;
  const covered = facts.covered("series", entity, window, { series: selector });
  const series = facts.series(entity, selector);
  if (series.length === 0) {
    return unknown(
      `no series of ${entityKey(entity)} fits ${covered ? "though it was looked for" : "and none was looked for"}`,
    );
  }
  const sign = assertion.op === "above" ? 1 : -1;
  return anyOf(
    series.map((one) => levelOf(one, assertion, covered)),
    (part) => sign * (part.measured ?? Number.NEGATIVE_INFINITY),
  );
}

function levelOf(series: Samples, assertion: Level, covered: boolean): Evaluation {
  const values = valuesIn(series, assertion.window);
  const needed = assertion.aggregate === "median" || assertion.aggregate === "mean" ? NEEDED : 1;
  const name = excerpt(series.metric);
  if (values.length < needed) return unknown(`${values.length} samples of ${name} in the window, ${needed} needed`);

  const measured = aggregateOf(values, assertion.aggregate);
  const beyond = assertion.op === "above" ? measured > assertion.bound : measured < assertion.bound;
  const rest = { measured, basis: series.refs };
  const text = `${assertion.aggregate} of ${name} is ${quantity(measured, series.unit)} (n=${values.length}), ${
    beyond ? "" : "not "
  }${assertion.op} ${figure(assertion.bound)}`;
  if (covered || selfEvident(assertion, beyond)) return judged(beyond ? "holds" : "fails", text, rest);
  return unknown(`${text}, but a part of the window is not covered`, rest);
}

/** One sample above a bound shows that the maximum is above it, and that the minimum is below or equal. */
function selfEvident({ aggregate, op }: Level, beyond: boolean): boolean {
  if (aggregate === "max") return beyond === (op === "above");
  if (aggregate === "min") return beyond === (op === "below");
  return false;
}

function aggregateOf(values: readonly number[], aggregate: Level["aggregate"]): number {
  switch (aggregate) {
    case "median":
      return median(values);
    case "mean":
      return mean(values);
    case "max":
      return values.reduce((a, b) => Math.max(a, b));
    case "min":
      return values.reduce((a, b) => Math.min(a, b));
    case "last":
      return values.at(-1) ?? Number.NaN;
    case "first":
      return values[0] ?? Number.NaN;
  }
}
