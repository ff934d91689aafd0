import { describe, expect, it } from "vitest";
import { parseEntity } from "../../../src/core/entity.js";
import { changePoint, largestChange } from "../../../src/diagnosis/signals/change-point.js";
import { gaps } from "../../../src/diagnosis/signals/gaps.js";
import { robustShift } from "../../../src/diagnosis/signals/robust-shift.js";
import { saturation } from "../../../src/diagnosis/signals/saturation.js";
import { telemetryQuality } from "../../../src/diagnosis/signals/usable-series.js";
import { madeEvidence, madeSeries, madeState, metricsAnswer } from "../../support/made-evidence.js";
import { ALL, CONTEXT, chance, gaussian, observe, run, samples } from "./observe.js";

const noisy = (seed: number, level: number): (() => number) => {
  const random = chance(seed);
  return () => level * (1 + 0.1 * gaussian(random));
};

describe("robust shift", () => {
  it("sees a series leave its reference, with a size and the bounds of its onset", () => {
    const usual = noisy(1, 0.01);
    const values = samples(usual, (index) => (index < 12 ? usual() : 2));
    const [seen] = observe(robustShift, [metricsAnswer(ALL, madeSeries("orders", values))]);
    expect(seen).toMatchObject({ signal: "latency", direction: "up", subject: "http_request_duration_seconds" });
    expect(seen?.onset).toEqual({ at: 360_000, earliest: 355_000, latest: 360_000 });
    expect(seen?.size).toBeGreaterThan(50);
  });

  it("sees a fall", () => {
    const values = samples(noisy(2, 40), () => 3);
    const rate = madeSeries("orders", values, { role: "request-rate", unit: "1/s" });
    expect(observe(robustShift, [metricsAnswer(ALL, rate)])).toMatchObject([{ direction: "down" }]);
  });

  it("dates an onset that lies before the window where the window begins late", () => {
    const values = samples(noisy(3, 0.01), () => 2);
    const late = { ...CONTEXT, window: { from: 400_000, to: 600_000 } };
    const [seen] = observe(robustShift, [metricsAnswer(ALL, madeSeries("orders", values))], late);
    expect(seen?.onset).toEqual({ at: 300_000, earliest: 295_000, latest: 300_000 });
  });

  it("passes over a flicker of two samples", () => {
    const usual = noisy(4, 0.01);
    const values = samples(usual, (index) => (index === 20 || index === 21 ? 5 : usual()));
    expect(observe(robustShift, [metricsAnswer(ALL, madeSeries("orders", values))])).toEqual([]);
  });

  it("sees next to nothing in a thousand healthy series, skewed ones among them", () => {
    const random = chance(5);
    const healthy = Array.from({ length: 1_000 }, (_, index) => {
      const draw = index % 2 === 0 ? () => 1 + 0.2 * gaussian(random) : () => Math.exp(0.8 * gaussian(random));
      return madeSeries("orders", samples(draw, draw), { labels: { route: `${index}` } });
    });
    expect(observe(robustShift, [metricsAnswer(ALL, ...healthy)]).length).toBeLessThanOrEqual(10);
  });

  it("judges few samples by a larger distance", () => {
    const values = samples(noisy(6, 0.01), (index) => (index < 2 ? 0.3 : null));
    const answer = metricsAnswer(ALL, madeSeries("orders", values));
    const short = { ...CONTEXT, window: { from: 300_000, to: 310_000 } };
    expect(observe(robustShift, [answer], short)).toHaveLength(1);
    const near = metricsAnswer(
      ALL,
      madeSeries(
        "orders",
        samples(noisy(6, 0.01), (index) => (index < 2 ? 0.016 : null)),
      ),
    );
    expect(observe(robustShift, [near], short)).toEqual([]);
  });

  it("cites the record of the series", () => {
    const answer = metricsAnswer(
      ALL,
      madeSeries(
        "carts",
        samples(
          () => 1,
          () => 1,
        ),
      ),
      madeSeries(
        "orders",
        samples(
          () => 1,
          () => 9,
        ),
      ),
    );
    expect(observe(robustShift, [answer]).map(({ cite }) => cite)).toEqual([{ evidence: answer.id, record: 1 }]);
  });
});

describe("change point", () => {
  it("compares a series with itself where no reference is at hand", () => {
    const usual = noisy(7, 0.01);
    const series = madeSeries(
      "orders",
      samples(usual, (index) => (index < 20 ? usual() : 0.5)),
    );
    const alone = { ...CONTEXT, reference: null };
    const [seen] = observe(changePoint, [metricsAnswer(ALL, series)], alone);
    expect(seen).toMatchObject({ direction: "up", onset: { at: 400_000, earliest: 395_000, latest: 400_000 } });
    expect(observe(changePoint, [metricsAnswer(ALL, series)])).toEqual([]);
  });

  it("does not take a change before the window for one of the window", () => {
    const series = madeSeries(
      "orders",
      samples(
        (index) => (index < 20 ? 1 : 9),
        () => 9,
      ),
    );
    expect(observe(changePoint, [metricsAnswer(ALL, series)], { ...CONTEXT, reference: null })).toEqual([]);
  });

  it("finds nothing in noise, nor in a single outlier", () => {
    const random = chance(8);
    for (let round = 0; round < 100; round += 1) {
      const values = Array.from({ length: 200 }, () => 5 + gaussian(random));
      values[50] = 500;
      expect(largestChange(values, 0.1)).toBeNull();
    }
  });

  it("draws a very long series together, and still finds the change near its place", () => {
    const values = Array.from({ length: 20_000 }, (_, index) => (index < 15_000 ? 1 : 9) + 0.1 * Math.sin(index));
    const long = madeSeries("orders", values, { stepMs: 30 });
    const [seen] = observe(changePoint, [metricsAnswer(ALL, long)], { ...CONTEXT, reference: null });
    expect(Math.abs((seen?.onset?.at ?? 0) - 450_000)).toBeLessThanOrEqual(600);
  });
});

describe("saturation", () => {
  const used = (level: number) =>
    madeSeries(
      "database:db",
      samples(
        () => 20,
        () => level,
      ),
      { role: "connections", metric: "backends", unit: "1", statistic: "value" },
    );

  it("sees connections reach a limit that a series tells", () => {
    const limit = madeSeries(
      "database:db",
      samples(
        () => 100,
        () => 100,
      ),
      { role: "connection-limit", metric: "max", unit: "1" },
    );
    expect(observe(saturation, [metricsAnswer(ALL, used(97), limit)])).toMatchObject([
      { signal: "connections", direction: "up" },
    ]);
    expect(observe(saturation, [metricsAnswer(ALL, used(60), limit)])).toEqual([]);
  });

  it("sees connections reach a limit that a setting tells", () => {
    const settings = madeEvidence(
      { capability: "database.settings", params: { database: parseEntity("database:db") } },
      [madeState("database:db", "setting", { max_connections: 100 }, 5)],
      [],
    );
    expect(observe(saturation, [metricsAnswer(ALL, used(97)), settings])).toHaveLength(1);
    expect(observe(saturation, [metricsAnswer(ALL, used(97))])).toEqual([]);
  });

  it("does not see what stood as near to its limit before", () => {
    const busy = madeSeries(
      "node:n",
      samples(
        () => 97,
        () => 98,
      ),
      { role: "cpu", unit: "%" },
    );
    expect(observe(saturation, [metricsAnswer(ALL, busy)])).toEqual([]);
  });
});

describe("gaps", () => {
  const until = (last: number) =>
    samples(
      () => 1,
      (index) => (index < last ? 1 : null),
    );
  const named = (entity: string, last: number, metric: string, role: "latency" | "cpu") =>
    madeSeries(entity, until(last), { metric, role, unit: "" });

  it("sees an entity fall silent while others go on, since its very last sample", () => {
    const silent = [named("orders", 10, "latency", "latency"), named("orders", 12, "cpu", "cpu")];
    expect(observe(gaps, [metricsAnswer(ALL, ...silent, named("carts", 60, "cpu", "cpu"))])).toMatchObject([
      {
        entity: { name: "orders" },
        signal: "cpu",
        direction: "vanished",
        onset: { earliest: 355_000, latest: 360_000 },
      },
    ]);
  });

  it("sees nothing in one silent series: without traffic there is no latency", () => {
    const idle = [named("orders", 10, "latency", "latency"), named("orders", 60, "cpu", "cpu")];
    expect(observe(gaps, [metricsAnswer(ALL, ...idle)])).toEqual([]);
  });

  it("says nothing of entities where all series end at once, and tells why", () => {
    const answer = metricsAnswer(ALL, named("orders", 10, "cpu", "cpu"), named("carts", 11, "cpu", "cpu"));
    const { observations, dropped } = run(gaps, [answer]);
    expect(observations).toEqual([]);
    expect(dropped).toEqual([
      { why: "entities of which all series end together with those of all others: their source stopped", count: 2 },
    ]);
  });
});

describe("telemetry quality", () => {
  it("drops bad series with a reason, and detectors do not see them", () => {
    const shifted = samples(
      () => 1,
      () => 99,
    );
    const bad = [
      madeSeries(
        "empty",
        samples(
          () => null,
          () => null,
        ),
      ),
      madeSeries(
        "holes",
        samples(
          (index) => (index % 3 === 0 ? 1 : null),
          (index) => (index % 3 === 0 ? 99 : Number.NaN),
        ),
      ),
      madeSeries("mixed", shifted, { unit: "s" }),
      madeSeries("mixed", shifted, { unit: "ms" }),
      madeSeries(
        "ahead",
        samples(
          () => 1,
          () => 99,
        ),
        { from: 700_000 },
      ),
    ];
    const answer = metricsAnswer({ from: 0, to: 2_000_000 }, ...bad);
    expect(observe(robustShift, [answer])).toEqual([]);
    expect(run(telemetryQuality, [answer]).dropped).toEqual([
      { why: "samples from after the present: a clock is wrong", count: 120 },
      { why: "series in which most samples are no numbers", count: 1 },
      { why: "series of one metric in several units", count: 2 },
      { why: "series without a single number", count: 1 },
    ]);
  });
});
