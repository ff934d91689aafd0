import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Params } from "../../src/core/capability.js";
import { METRIC_ROLES } from "../../src/core/metric-role.js";
import type { RecordOf } from "../../src/core/record.js";
import { askReplay } from "../../test/support/ask-replay.js";
import {
  at,
  between,
  checkout,
  orders,
  series,
  shopManifest,
  shopStreams,
  stock,
  WHOLE,
} from "../../test/support/recorded-shop.js";
import { MAX_POINTS } from "./sample-grid.js";

type Series = Omit<RecordOf<"series">, "at">;

async function range(
  params: Omit<Params<"metrics.range">, "window"> & { window?: typeof WHOLE },
  metrics: readonly unknown[] = shopStreams.metrics,
): Promise<Series[]> {
  const answer = await askReplay({ capability: "metrics.range", params: { window: WHOLE, ...params } }, { metrics });
  return answer.records.map(({ at: _, ...record }) => record as Series);
}

const raw = (
  labels: Readonly<Record<string, string>>,
  times: readonly number[],
  values: readonly (number | null)[],
  metric = "jobs_done_total",
  type = "counter",
) => ({
  kind: "samples",
  entity: checkout,
  metric,
  type,
  unit: "",
  labels,
  times: times.map(at),
  values,
});

describe("metrics.range", () => {
  it("gives counters as rates a second, one series for all routes, statuses and copies", async () => {
    const [rate, ...rest] = await range({ role: "request-rate" });
    expect(rest).toEqual([]);
    expect(rate).toMatchObject({ metric: "http_server_requests_total", statistic: "rate", unit: "1/s", labels: {} });
    expect(rate?.times[0]).toBe(at(10));
    expect(rate?.values.slice(0, 2)).toEqual([10, 10]);
    expect(rate?.values[35]).toBe(11);
  });

  it("tells failed requests apart, as zero where none failed, from the first failure on", async () => {
    const [errors, ...rest] = await range({ role: "error-rate" });
    expect(rest).toEqual([]);
    expect(errors).toMatchObject({ metric: "http_server_requests_total", labels: { status: "failed" } });
    expect(errors?.values[errors.times.indexOf(at(290))]).toBe(0);
    expect(errors?.values[errors.times.indexOf(at(300))]).toBe(1);
  });

  it("lets a counter that appears with the first failure stand at zero before, where its neighbours were scraped", async () => {
    const errors = series(stock, "http_server_errors_total", "counter", {}, (n) => (n < 40 ? null : 5 * (n - 39)));
    const cpu = series(stock, "process_cpu_seconds_total", "counter", {}, (n) => n);
    const [alone] = await range({ role: "error-rate" }, [errors]);
    expect(alone?.times[0]).toBe(at(410));
    const [rate] = await range({ role: "error-rate" }, [errors, cpu]);
    expect(rate?.times[0]).toBe(at(10));
    expect(rate?.values.slice(37, 41)).toEqual([0, 0, 0.5, 0.5]);
  });

  it("tells no rate for the time in which an entity was down, and counts from zero when it is back", async () => {
    const down = (n: number) => n > 20 && n < 40;
    const counter = (name: string) => series(stock, name, "counter", {}, (n) => (down(n) ? null : n % 40));
    const counters = ["http_server_requests_total", "a_total", "b_total", "c_total"].map(counter);
    const up = series(stock, "up", "gauge", {}, (n) => (down(n) ? 0 : 1));
    const [rate] = await range({ role: "request-rate" }, [...counters, up]);
    expect(rate?.times.filter((time) => time > at(200) && time < at(400))).toEqual([]);
    expect(rate?.values).toEqual([...Array(20).fill(0.1), 0, ...Array(19).fill(0.1)]);
  });

  it("leaves failures to the metric that tells them by name", async () => {
    const errors = series(checkout, "http_server_errors_total", "counter", {}, (n) => 2 * n);
    const found = await range({ role: "error-rate" }, [...shopStreams.metrics, errors]);
    expect(found.map(({ metric }) => metric)).toEqual(["http_server_errors_total"]);
  });

  it("gives histograms as quantiles in their own unit", async () => {
    const latency = await range({ role: "latency", entity: checkout });
    expect(latency.map(({ metric, statistic }) => [metric, statistic])).toEqual([
      ["http_server_request_duration_seconds", "p50"],
      ["http_server_request_duration_seconds", "p95"],
    ]);
    expect(latency.map(({ values }) => values[0])).toEqual([0.1, 0.5]);
  });

  it("takes what a histogram counted for requests only where no counter counts them already", async () => {
    const counts = await range({ metric: "http_server_request_duration_seconds_count" });
    expect(counts).toMatchObject([{ role: "other", statistic: "rate" }]);
    const outgoing = await range({ role: "outgoing-request-rate" });
    expect(outgoing).toMatchObject([
      { metric: "http_client_request_duration_seconds_count", labels: { peer: "stock" } },
    ]);
    expect(outgoing[0]?.values[0]).toBe(4);
  });

  it("gives the mean of a histogram that was recorded without buckets", async () => {
    const metrics = [
      raw({}, [0, 10, 20], [0, 5, 5], "job_duration_seconds_sum", "histogram"),
      raw({}, [0, 10, 20], [0, 10, 10], "job_duration_seconds_count", "histogram"),
    ];
    const [mean] = await range({ role: "latency" }, metrics);
    expect(mean).toMatchObject({ statistic: "mean", times: [at(10), at(20)], values: [0.5, null] });
  });

  it("gives gauges as they are, and adds up copies of one amount", async () => {
    const gauges = await range({ entity: orders });
    expect(gauges.map(({ statistic, labels, values }) => [statistic, labels, values[0]])).toEqual([
      ["sum", { state: "active" }, 7],
      ["value", { state: "idle" }, 5],
    ]);
  });

  it("shows the copy that is down where copies tell whether they are up", async () => {
    const up = (instance: string, value: number) => series(checkout, "up", "gauge", { instance }, () => value);
    const [availability] = await range({ role: "availability" }, [up("a", 1), up("b", 0)]);
    expect(availability).toMatchObject({ statistic: "min" });
    expect(new Set(availability?.values)).toEqual(new Set([0]));
  });

  it("keeps telling labels while they are few, and peers always", async () => {
    const jobs = (count: number) =>
      Array.from({ length: count }, (_, n) => raw({ queue: `q${n % 2}`, shard: `s${n}` }, [0, 10], [0, 10]));
    expect(await range({}, jobs(6))).toHaveLength(6);
    const many = await range({}, jobs(40));
    expect(many.map(({ labels, values }) => [labels, values])).toEqual([
      [{ queue: "q0" }, [20]],
      [{ queue: "q1" }, [20]],
    ]);
  });

  it("uses the sample before the window for the first rate, and gives none outside of it", async () => {
    const [rate] = await range({ role: "request-rate", window: between(100, 140) });
    expect(rate?.times).toEqual([at(100), at(110), at(120), at(130)]);
    expect(rate?.values).toEqual([10, 10, 10, 10]);
  });

  it("gives steps from the window's start on", async () => {
    const [rate] = await range({ role: "request-rate", window: between(60, 200), stepMs: 60_000 });
    expect(rate?.times).toEqual([at(60), at(120), at(180)]);
    const [memory] = await range({ role: "memory", window: between(60, 200), stepMs: 60_000 });
    expect(memory?.values).toEqual([1_000_006, 1_000_012, 1_000_018]);
  });

  it("undoes resets, and drops what is no number, out of order or told twice", async () => {
    const [rate] = await range({}, [raw({}, [0, 20, 10, 10, 30, 40], [0, 20, 4, 10, null, 5])]);
    expect(rate?.times).toEqual([at(10), at(20), at(40)]);
    expect(rate?.values).toEqual([1, 1, 0.25]);
  });

  it("gives no rate inside of a gap in which nobody looked", async () => {
    const times = [0, 10, 20, 30, 200, 210];
    const [rate] = await range({ stepMs: 20_000 }, [raw({}, times, times)]);
    expect(rate?.times).toEqual([at(20)]);
  });

  it("joins series that were recorded in pieces", async () => {
    const [rate, ...rest] = await range({}, [raw({ a: "1" }, [0, 10], [0, 10]), raw({ a: "1" }, [20, 30], [20, 50])]);
    expect(rest).toEqual([]);
    expect(rate?.values).toEqual([1, 1, 3]);
  });

  it("tells the rate of any counter as the naive model does", async () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 1_000 })), {
      minLength: 2,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (pairs) => {
        let second = 0;
        const times = pairs.map(([gap]) => (second += gap));
        const values = pairs.map(([, value]) => value);
        fc.pre(second < 600);
        const expected = times.slice(1).map((time, n) => {
          const [before = 0, after = 0, start = 0] = [values[n], values[n + 1], times[n]];
          return (after < before ? after : after - before) / (time - start);
        });
        const [rate] = await range({}, [raw({}, times, values)]);
        expect(rate?.times).toEqual(times.slice(1).map(at));
        for (const [n, value] of (rate?.values ?? []).entries())
          expect(value).toBeCloseTo(expected[n] ?? Number.NaN, 2);
      }),
    );
  });

  it("gives the same series whichever question asks for it: filters only choose", async () => {
    const all = await range({});
    const filter = fc.record(
      {
        entity: fc.constantFrom(checkout, stock, orders),
        role: fc.constantFrom(...METRIC_ROLES),
        metric: fc.constantFrom(...all.map(({ metric }) => metric), "none"),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(filter, async (chosen) => {
        const expected = all.filter(
          ({ entity, role, metric }) =>
            (chosen.entity === undefined || chosen.entity.name === entity.name) &&
            (chosen.role === undefined || chosen.role === role) &&
            (chosen.metric === undefined || chosen.metric === metric),
        );
        expect(await range(chosen)).toEqual(expected);
      }),
    );
  });

  it("answers a question for endless steps with as many points as it may have", async () => {
    const manifest = {
      ...shopManifest,
      now: at(1_000_000_000),
      streams: { metrics: { file: "m", window: { from: at(0), to: at(1_000_000_000) }, entities: null } },
    };
    const metrics = [raw({}, [0, 900_000_000], [0, 900_000_000])];
    const question = {
      capability: "metrics.range",
      params: { window: { from: at(0), to: at(1_000_000_000) }, stepMs: 1_000 },
    } as const;
    const { records } = await askReplay(question, { metrics }, manifest);
    const [rate] = records.flatMap((record) => (record.kind === "series" ? [record] : []));
    expect(rate?.times.length).toBeLessThanOrEqual(MAX_POINTS + 1);
    expect(rate?.values.every((value) => value === 1)).toBe(true);
  });

  it("says the question in PromQL, with names quoted", async () => {
    const asked = async (params: Omit<Params<"metrics.range">, "window">) =>
      (await askReplay({ capability: "metrics.range", params: { window: WHOLE, ...params } })).asked;
    expect(await asked({ role: "latency", entity: checkout, stepMs: 15_000 })).toBe(
      [
        'histogram_quantile(0.5, sum by (le) (rate(http_server_request_duration_seconds_bucket{namespace="shop",service="checkout"}[15000ms])))',
        'histogram_quantile(0.95, sum by (le) (rate(http_server_request_duration_seconds_bucket{namespace="shop",service="checkout"}[15000ms])))',
      ].join("\n"),
    );
    expect(await asked({ metric: 'x"} or vector(1)' })).toContain('__name__="x\\"} or vector(1)"');
  });
});
