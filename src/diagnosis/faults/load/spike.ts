import { type FaultFamily, never, predicts, seen } from "../family.js";
import { anyShifted, shifted } from "../signs.js";

/** More arrives than it was built for. */
export const loadSpike: FaultFamily = {
  id: "load/spike",
  title: "more requests arrive than it can serve",
  on: ["service", "workload", "database", "queue"],
  prior: "uncommon",
  reach: "both",
  breaks: "what arrives is within what was seen before",
  suggestedBy: [
    { signal: "latency", directions: ["up"], suspect: "entity" },
    { signal: "request-rate", directions: ["up"], suspect: "entity" },
  ],
  expect: [
    seen("requests.up", (c) => shifted(c, "request-rate", "up", 1.8), {
      ifTrue: "nearly-always",
      otherwise: "hardly-ever",
    }),
    seen("latency.up", (c) => shifted(c, "latency", "up", 1.5), { ifTrue: "mostly", otherwise: "now-and-then" }),
    predicts("cpu.up", (c) => shifted(c, "cpu", "up", 1.3), { ifTrue: "mostly", otherwise: "seldom" }),
  ],
  // Where its callers send more without receiving more, they are the origin: retries.
  forbids: [never("callers.retry", (c) => anyShifted(c, c.callers, "retries", "up", 2))],
  lookalikes: [{ fault: "load/retry-storm", toldApartBy: "retries.up" }],
  mitigate: ({ entity }) => [
    {
      kind: "scale",
      target: entity,
      risk: "low",
      what: "add replicas, or shed the least important requests",
      rollback: "go back to the former number",
      success: "latency at its reference",
    },
  ],
};
