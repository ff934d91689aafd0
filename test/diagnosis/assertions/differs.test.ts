import { describe } from "vitest";
import { parseEntity } from "../../../src/core/entity.js";
import { madeSeries, metricsAnswer } from "../../support/made-evidence.js";
import { runExamples } from "./example-table.js";
import { CARTS, ORDERS, WINDOW } from "./shop-of-two.js";

const differs = {
  kind: "differs",
  entity: ORDERS,
  peers: [CARTS, parseEntity("users")],
  series: { role: "cpu" },
  window: WINDOW,
  direction: "up",
  factor: 2,
} as const;
const cpu = (entity: string, level: number) =>
  madeSeries(entity, [level, level, level, level], { role: "cpu", metric: "cpu", unit: "1", statistic: "rate" });

describe("differs", () => {
  runExamples([
    {
      title: "holds where the entity alone is high",
      given: [metricsAnswer(WINDOW, cpu("orders", 0.9), cpu("carts", 0.1), cpu("users", 0.12))],
      claim: differs,
      truth: "holds",
      measured: 0.9 / 0.11,
    },
    {
      title: "fails where healthy peers show it too",
      given: [metricsAnswer(WINDOW, cpu("orders", 0.9), cpu("carts", 0.85), cpu("users", 0.88))],
      claim: differs,
      truth: "fails",
    },
    {
      title: "is unknown where one of the peers has no samples",
      given: [metricsAnswer(WINDOW, cpu("orders", 0.9), cpu("carts", 0.1))],
      claim: differs,
      truth: "unknown",
      why: "service:users has 0 samples",
    },
    {
      title: "is unknown where the entity is its only peer",
      given: [metricsAnswer(WINDOW, cpu("orders", 0.9))],
      claim: { ...differs, peers: [ORDERS] },
      truth: "unknown",
    },
  ]);
});
