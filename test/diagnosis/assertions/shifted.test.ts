import { describe } from "vitest";
import type { AssertionOf } from "../../../src/core/assertion.js";
import { parseEntity } from "../../../src/core/entity.js";
import type { MetricRole } from "../../../src/core/metric-role.js";
import { madeSeries, metricsAnswer } from "../../support/made-evidence.js";
import { runExamples } from "./example-table.js";

const REFERENCE = { from: 0, to: 50_000 };
const WINDOW = { from: 60_000, to: 100_000 };
const ALL = { from: 0, to: 100_000 };

/** Ten samples before, two between, eight in the window. */
function steps(before: readonly number[], between: readonly number[], within: readonly number[]): readonly number[] {
  const repeat = (part: readonly number[], count: number): readonly number[] =>
    Array.from({ length: count }, (_, index) => part[index % part.length] ?? 0);
  return [...repeat(before, 10), ...repeat(between, 2), ...repeat(within, 8)];
}

function claim(part: Partial<AssertionOf<"shifted">> = {}): AssertionOf<"shifted"> {
  return {
    kind: "shifted",
    entity: parseEntity("orders"),
    series: { role: "latency" },
    window: WINDOW,
    reference: REFERENCE,
    direction: "up",
    factor: 3,
    ...part,
  };
}

function of(values: readonly number[], role: MetricRole = "latency", unit = "s") {
  return [metricsAnswer(ALL, madeSeries("orders", values, { role, unit }))];
}

describe("shifted", () => {
  runExamples([
    {
      title: "holds for a clear rise, with its factor and its onset at the first sample beyond the spread",
      given: of(steps([0.1, 0.11], [0.1, 0.1], [2, 2.2])),
      claim: claim(),
      truth: "holds",
      measured: 20,
      onset: 60_000,
    },
    {
      title: "finds an onset before the window, where the window begins late",
      given: of(steps([0.1, 0.11], [2, 2], [2, 2.2])),
      claim: claim(),
      truth: "holds",
      onset: 50_000,
    },
    {
      title: "does not take one flicker between for the onset",
      given: of(steps([0.1, 0.11], [2, 0.1], [2, 2.2])),
      claim: claim(),
      truth: "holds",
      onset: 60_000,
    },
    {
      title: "fails for a rise by less than the factor",
      given: of(steps([0.1, 0.11], [0.1], [0.2])),
      claim: claim(),
      truth: "fails",
      why: "less than 3",
    },
    {
      title: "fails for a rise that the reference itself shows",
      given: of(steps([0.02, 0.1, 0.5, 0.9, 0.05], [0.1], [0.4])),
      claim: claim({ factor: 1.5 }),
      truth: "fails",
      why: "inside of the reference's own spread",
    },
    {
      title: "fails for the other direction",
      given: of(steps([0.1], [0.1], [2])),
      claim: claim({ direction: "down" }),
      truth: "fails",
    },
    {
      title: "holds for a fall to zero",
      given: of(steps([10, 11], [10], [0]), "request-rate", "1/s"),
      claim: claim({ series: { role: "request-rate" }, direction: "down" }),
      truth: "holds",
    },
    {
      title: "holds for a rise from zero that means something",
      given: of(steps([0], [0], [4]), "error-rate", "1/s"),
      claim: claim({ series: { role: "error-rate" } }),
      truth: "holds",
    },
    {
      title: "fails for a rise from zero that means nothing",
      given: of(steps([0], [0], [0.001]), "error-rate", "1/s"),
      claim: claim({ series: { role: "error-rate" } }),
      truth: "fails",
    },
    {
      title: "measures small differences in the series' own unit",
      given: of(steps([0], [0], [0.5]), "latency", "ms"),
      claim: claim(),
      truth: "fails",
    },
    {
      title: "is unknown with too few samples, and says how many are needed",
      given: of(steps([0.1], [0.1], [2])),
      claim: claim({ window: { from: 90_000, to: 100_000 } }),
      truth: "unknown",
      why: "2 samples in the window and 10 in the reference, 3 and 5 needed",
    },
    {
      title: "is unknown where the reference is not covered",
      given: [metricsAnswer(WINDOW, madeSeries("orders", steps([0.1], [0.1], [2])))],
      claim: claim(),
      truth: "unknown",
      why: "all through the reference",
    },
    {
      title: "is unknown where window and reference overlap",
      given: of(steps([0.1], [0.1], [2])),
      claim: claim({ reference: { from: 0, to: 70_000 } }),
      truth: "unknown",
      why: "overlap",
    },
    {
      title: "is unknown for negative values, which have no ratio",
      given: of(steps([-5], [-5], [10]), "other", ""),
      claim: claim({ series: { role: "other" } }),
      truth: "unknown",
    },
    {
      title: "holds on a window put together from two answers",
      given: [
        metricsAnswer({ from: 0, to: 70_000 }, madeSeries("orders", steps([0.1], [0.1], [2]).slice(0, 14))),
        metricsAnswer(
          { from: 65_000, to: 100_000 },
          madeSeries("orders", steps([0.1], [0.1], [2]).slice(13), { from: 65_000 }),
        ),
      ],
      claim: claim(),
      truth: "holds",
    },
  ]);
});
