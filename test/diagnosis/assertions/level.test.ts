import { describe } from "vitest";
import type { AssertionOf } from "../../../src/core/assertion.js";
import { parseEntity } from "../../../src/core/entity.js";
import { madeSeries, metricsAnswer } from "../../support/made-evidence.js";
import { runExamples } from "./example-table.js";

const WINDOW = { from: 0, to: 50_000 };
const given = [metricsAnswer(WINDOW, madeSeries("orders", [0.1, 0.2, 0.3, 0.4, 5]))];

function claim(part: Partial<AssertionOf<"level">>): AssertionOf<"level"> {
  return {
    kind: "level",
    entity: parseEntity("orders"),
    series: { role: "latency" },
    window: WINDOW,
    aggregate: "median",
    op: "above",
    bound: 0.25,
    ...part,
  };
}

describe("level", () => {
  runExamples([
    { title: "holds where the median is above the bound", given, claim: claim({}), truth: "holds", measured: 0.3 },
    { title: "fails where it is not", given, claim: claim({ bound: 0.35 }), truth: "fails", why: "not above 0.35" },
    { title: "takes the mean", given, claim: claim({ aggregate: "mean", bound: 1.1 }), truth: "holds", measured: 1.2 },
    { title: "takes the last", given, claim: claim({ aggregate: "last", bound: 4 }), truth: "holds", measured: 5 },
    {
      title: "takes the first",
      given,
      claim: claim({ aggregate: "first", op: "below" }),
      truth: "holds",
      measured: 0.1,
    },
    {
      title: "holds for a maximum seen in a part of the window, since more samples cannot lower it",
      given,
      claim: claim({ aggregate: "max", bound: 4, window: { from: 0, to: 90_000 } }),
      truth: "holds",
    },
    {
      title: "is unknown for a maximum not seen in a part of the window",
      given,
      claim: claim({ aggregate: "max", bound: 9, window: { from: 0, to: 90_000 } }),
      truth: "unknown",
      why: "not covered",
    },
    {
      title: "fails for a minimum that one sample undercuts, though a part of the window is not covered",
      given,
      claim: claim({ aggregate: "min", bound: 0.15, window: { from: 0, to: 90_000 } }),
      truth: "fails",
    },
    {
      title: "is unknown for a median of a part of the window",
      given,
      claim: claim({ window: { from: 0, to: 90_000 } }),
      truth: "unknown",
    },
    {
      title: "is unknown for a median of two samples, and says how many are needed",
      given,
      claim: claim({ window: { from: 0, to: 10_000 } }),
      truth: "unknown",
      why: "2 samples of `http_request_duration_seconds` in the window, 3 needed",
    },
    {
      title: "is unknown for an entity without such a series, though it was looked for",
      given,
      claim: claim({ entity: parseEntity("carts") }),
      truth: "unknown",
      why: "though it was looked for",
    },
    {
      title: "is unknown where nobody looked",
      given: [],
      claim: claim({}),
      truth: "unknown",
      why: "none was looked for",
    },
    {
      title: "holds if one of several series is beyond the bound",
      given: [
        metricsAnswer(
          WINDOW,
          madeSeries("orders", [0.1, 0.1, 0.1], { labels: { route: "/a" } }),
          madeSeries("orders", [0.9, 0.9, 0.9], { labels: { route: "/b" } }),
        ),
      ],
      claim: claim({}),
      truth: "holds",
      measured: 0.9,
    },
    {
      title: "looks at the labels that are named alone",
      given: [
        metricsAnswer(
          WINDOW,
          madeSeries("orders", [0.1, 0.1, 0.1], { labels: { route: "/a" } }),
          madeSeries("orders", [0.9, 0.9, 0.9], { labels: { route: "/b" } }),
        ),
      ],
      claim: claim({ series: { role: "latency", labels: { route: "/a" } } }),
      truth: "fails",
    },
    {
      title: "passes over samples that are no numbers",
      given: [metricsAnswer(WINDOW, madeSeries("orders", [0.3, null, Number.NaN, 0.3, 0.3]))],
      claim: claim({}),
      truth: "holds",
      measured: 0.3,
    },
  ]);
});
