import { describe, expect, it } from "vitest";
import { parseExposition } from "../../../evals/testbed/recorder/exposition.js";
import { MetricsRegistry } from "../../../evals/testbed/service/metrics-registry.js";

describe("parseExposition", () => {
  it("reads names, labels with escapes, values and declared types", () => {
    const text = [
      "# HELP requests_total Requests.",
      "# TYPE requests_total counter",
      'requests_total{route="/a \\"b\\" \\\\ {x}",status="200"} 12',
      "# TYPE load gauge",
      "load 0.5 1700000000000",
      "",
    ].join("\n");
    expect(parseExposition(text)).toEqual([
      { metric: "requests_total", type: "counter", labels: { route: '/a "b" \\ {x}', status: "200" }, value: 12 },
      { metric: "load", type: "gauge", labels: {}, value: 0.5 },
    ]);
  });

  it("gives the parts of a histogram the histogram's type", () => {
    const text = '# TYPE d histogram\nd_bucket{le="+Inf"} 3\nd_sum 1.5\nd_count 3\n';
    expect(parseExposition(text).map(({ metric, type }) => [metric, type])).toEqual([
      ["d_bucket", "histogram"],
      ["d_sum", "histogram"],
      ["d_count", "histogram"],
    ]);
  });

  it("makes null of what JSON cannot hold, and passes over what is no sample", () => {
    expect(parseExposition("a NaN\nb +Inf\n{} 3\nc\nd 1 2 3 4\n").map(({ metric, value }) => [metric, value])).toEqual([
      ["a", null],
      ["b", null],
    ]);
  });

  it("reads back what the services' registry renders", () => {
    const registry = new MetricsRegistry();
    registry.counter("http_server_requests_total").add({ route: 'a"\n\\' }, 3);
    registry.gauge("up", () => 1);
    const histogram = registry.histogram("d_seconds");
    histogram.observe({ route: "r" }, 0.03);
    histogram.observe({ route: "r" }, 30);
    const samples = parseExposition(registry.render());
    expect(samples[0]).toEqual({
      metric: "http_server_requests_total",
      type: "counter",
      labels: { route: 'a"\n\\' },
      value: 3,
    });
    const bucket = (le: string) => samples.find((sample) => sample.labels["le"] === le)?.value;
    expect([bucket("0.025"), bucket("0.05"), bucket("10"), bucket("+Inf")]).toEqual([0, 1, 1, 2]);
    expect(samples.find(({ metric }) => metric === "d_seconds_sum")?.value).toBeCloseTo(30.03);
  });
});
