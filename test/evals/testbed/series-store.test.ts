import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { increase, SeriesStore, unitOf } from "../../../evals/testbed/recorder/series-store.js";
import type { EntityRef, RecordedSeries } from "../../../src/index.js";

const orders: EntityRef = { kind: "service", namespace: "shop", name: "orders" };

function counter(values: readonly number[]): RecordedSeries {
  const times = values.map((_, index) => 1_000 * index);
  return { kind: "samples", entity: orders, metric: "c_total", type: "counter", unit: "1", labels: {}, times, values };
}

describe("SeriesStore", () => {
  it("keeps one series for each entity, metric and label set, in the order of scraping", () => {
    const store = new SeriesStore();
    const sample = (status: string, value: number) =>
      ({ metric: "c_total", type: "counter", labels: { status }, value }) as const;
    store.add(orders, [sample("200", 1), sample("500", 0)], 1_000);
    store.add(orders, [sample("200", 4)], 2_000);
    store.add({ ...orders, name: "payments" }, [sample("200", 9)], 2_000);
    const found = store.find(orders, "c_total");
    expect(found.map(({ labels, times, values }) => [labels["status"], times, values])).toEqual([
      ["200", [1_000, 2_000], [1, 4]],
      ["500", [1_000], [0]],
    ]);
  });

  it("forgets samples before a time, and series that have none left", () => {
    const store = new SeriesStore();
    for (const time of [1, 2, 3]) store.add(orders, [{ metric: "g", type: "gauge", labels: {}, value: time }], time);
    store.add(orders, [{ metric: "old", type: "gauge", labels: {}, value: 0 }], 1);
    store.forgetBefore(2);
    expect(store.all().map(({ metric, times, values }) => [metric, times, values])).toEqual([["g", [2, 3], [2, 3]]]);
  });

  it("names units by the suffix of a metric", () => {
    expect(["d_seconds_sum", "d_seconds_bucket", "cpu_seconds_total", "rss_bytes", "c_total"].map(unitOf)).toEqual([
      "s",
      "1",
      "s",
      "By",
      "1",
    ]);
  });
});

describe("increase", () => {
  it("counts from zero after a restart", () => {
    expect(increase(counter([10, 14, 2, 5]), 3_000, 3_000)).toBe(4 + 2 + 3);
  });

  it("is unknown where fewer than two samples lie in the window", () => {
    expect(increase(counter([10, 14]), 60_000, 5_000)).toBeNull();
  });

  it("without a restart is the difference of the window's ends", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 2, maxLength: 40 }), fc.nat(39), (steps, back) => {
        let sum = 0;
        const values = steps.map((step) => (sum += step));
        const last = values.length - 1;
        const first = Math.max(0, last - back);
        const expected = first === last ? null : (values[last] ?? 0) - (values[first] ?? 0);
        expect(increase(counter(values), 1_000 * last, 1_000 * (last - first))).toBe(expected);
      }),
    );
  });
});
