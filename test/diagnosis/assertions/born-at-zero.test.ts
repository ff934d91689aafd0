import { describe, expect, it } from "vitest";
import { parseEntity } from "../../../src/core/entity.js";
import { Facts } from "../../../src/diagnosis/assertions/facts.js";
import { madeSeries, metricsAnswer } from "../../support/made-evidence.js";

const WINDOW = { from: 0, to: 100_000 };
const ORDERS = parseEntity("orders");
const late = { from: 20_000, metric: "errors_total", role: "error-rate", unit: "1/s" } as const;
const values = (facts: Facts) => facts.series(ORDERS, { role: "error-rate" }).map((series) => series.values);

describe("a counter's rate before the counter was made", () => {
  it("is zero as far back as was looked", () => {
    const facts = new Facts([metricsAnswer(WINDOW, madeSeries("orders", [3, 4], { ...late, statistic: "rate" }))]);
    expect(values(facts)).toEqual([[0, 0, 0, 0, 3, 4]]);
  });

  it("is not known where nobody looked", () => {
    const answer = metricsAnswer(
      { from: 20_000, to: 100_000 },
      madeSeries("orders", [3, 4], { ...late, statistic: "rate" }),
    );
    expect(values(new Facts([answer]))).toEqual([[3, 4]]);
  });

  it("is made up for no other statistic: a gauge or a quantile has no zero to be born at", () => {
    const facts = new Facts([metricsAnswer(WINDOW, madeSeries("orders", [3, 4], { ...late, statistic: "p95" }))]);
    expect(values(facts)).toEqual([[3, 4]]);
  });
});
