import { describe, expect, it } from "vitest";
import { SeriesStore } from "../../../evals/testbed/recorder/series-store.js";
import { errorRatio, latencyQuantile, quantileOf } from "../../../evals/testbed/recorder/service-level.js";
import type { EntityRef } from "../../../src/index.js";

const gateway: EntityRef = { kind: "service", namespace: "shop", name: "gateway" };

describe("quantileOf", () => {
  it("interpolates within a bucket, as histogram_quantile does", () => {
    expect(
      quantileOf(
        [
          [0.1, 50],
          [0.2, 100],
          [Number.POSITIVE_INFINITY, 100],
        ],
        0.75,
      ),
    ).toBeCloseTo(0.15);
  });

  it("stops at the last finite bound", () => {
    expect(
      quantileOf(
        [
          [0.1, 50],
          [0.2, 60],
          [Number.POSITIVE_INFINITY, 100],
        ],
        0.95,
      ),
    ).toBe(0.2);
  });

  it("is unknown where nothing was counted", () => {
    expect(
      quantileOf(
        [
          [0.1, 0],
          [Number.POSITIVE_INFINITY, 0],
        ],
        0.5,
      ),
    ).toBeNull();
  });
});

describe("service levels", () => {
  const store = new SeriesStore();
  const metric = "http_server_request_duration_seconds_bucket";
  for (const [time, fast, all, failed] of [
    [0, 100, 100, 5],
    [30_000, 150, 200, 30],
  ] as const) {
    store.add(
      gateway,
      [
        { metric, type: "histogram", labels: { route: "/a", le: "0.1" }, value: fast },
        { metric, type: "histogram", labels: { route: "/a", le: "1" }, value: all },
        { metric, type: "histogram", labels: { route: "/a", le: "+Inf" }, value: all },
        { metric: "http_server_requests_total", type: "counter", labels: { status: "200" }, value: all - failed },
        { metric: "http_server_requests_total", type: "counter", labels: { status: "503" }, value: failed },
      ],
      time,
    );
  }

  it("give the quantile of what was served inside the window alone", () => {
    expect(latencyQuantile(store, gateway, 0.75, 30_000, 30_000)).toBeCloseTo(0.55);
  });

  it("give the share of answers with 5xx", () => {
    expect(errorRatio(store, gateway, 30_000, 30_000)).toBeCloseTo(0.25);
  });

  it("are unknown for a service that nobody scraped", () => {
    expect(errorRatio(store, { ...gateway, name: "orders" }, 30_000, 30_000)).toBeNull();
  });
});
