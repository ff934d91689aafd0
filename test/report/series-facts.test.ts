import { describe, expect, it } from "vitest";
import type { AssertionOf } from "../../src/core/assertion.js";
import type { CaseFile } from "../../src/core/case-file.js";
import type { RawRecord } from "../../src/core/record.js";
import { seriesFacts } from "../../src/report/series-facts.js";
import { seriesUnit } from "../../src/report/words/series-unit.js";
import { cite, piece } from "../support/evidence-piece.js";
import { exampleCase } from "../support/example-case.js";
import { CHECKOUT, FAULTY, ONSET, REFERENCE, T0, WHOLE } from "../support/example-times.js";

const latency = (statistic: string, values: readonly [number, number]): RawRecord => ({
  kind: "series",
  entity: CHECKOUT,
  metric: "http_request_duration_seconds",
  role: "latency",
  unit: "s",
  statistic,
  labels: {},
  times: [T0, ONSET],
  values: [...values],
});

const both = piece({
  n: 1,
  seat: "investigator",
  query: { capability: "metrics.range", params: { role: "latency", window: WHOLE } },
  records: [latency("p50", [0.01, 0.02]), latency("p95", [0.04, 2])],
  asked: "",
});
const file: CaseFile = { ...exampleCase().caseFile, evidence: new Map([[both.file.evidence.id, both.file]]) };
const rose: AssertionOf<"shifted"> = {
  kind: "shifted",
  entity: CHECKOUT,
  series: { role: "latency" },
  window: FAULTY,
  reference: REFERENCE,
  direction: "up",
  factor: 2,
};

describe("the series behind a claim", () => {
  it("is the record that is cited, where several fit", () => {
    expect(
      seriesFacts(rose, [cite(both, 1)], file).map(({ record, inWindow, inReference }) => [
        record.statistic,
        inReference,
        inWindow,
      ]),
    ).toEqual([["p95", 0.04, 2]]);
  });

  it("is the first that fits where none is cited, and none where nothing fits", () => {
    expect(seriesFacts(rose, [], file)[0]?.record.statistic).toBe("p50");
    expect(seriesFacts({ ...rose, series: { role: "cpu" } }, [], file)).toEqual([]);
    expect(seriesFacts({ ...rose, series: { labels: { zone: "a" } } }, [], file)).toEqual([]);
  });
});

describe("the unit of a series", () => {
  it.each([
    ["s", "x_bytes", "s"],
    ["1", "http_server_request_duration_seconds", "s"],
    ["", "gc_pause_milliseconds", "ms"],
    ["", "heap_bytes", "By"],
    ["1", "go_goroutines", "1"],
  ])("is %s of %s: %s", (unit, metric, expected) => {
    expect(seriesUnit({ unit, metric })).toBe(expected);
  });
});
