import { type FaultFamily, never, predicts, seen } from "../family.js";
import { level, shifted } from "../signs.js";

/** It computes all the time, and requests wait for their turn. */
export const cpuSaturation: FaultFamily = {
  id: "runtime/cpu-saturation",
  title: "its processor time is used up",
  on: ["service", "workload", "pod", "node", "host", "process", "database"],
  prior: "uncommon",
  reach: "callers",
  breaks: "a process has processor time to spare",
  suggestedBy: [
    { signal: "latency", directions: ["up"], suspect: "entity" },
    { signal: "latency", directions: ["up"], suspect: "callees" },
    { signal: "cpu", directions: ["up"], suspect: "entity" },
    { signal: "event-loop-lag", directions: ["up"], suspect: "entity" },
    { signal: "throttling", directions: ["up"], suspect: "entity" },
  ],
  expect: [
    seen("cpu.up", (c) => shifted(c, "cpu", "up", 2), { ifTrue: "nearly-always", otherwise: "seldom" }),
    seen("cpu.high", (c) => level(c, "cpu", "above", 0.6), { ifTrue: "mostly", otherwise: "seldom", group: "cpu.up" }),
    seen("latency.up", (c) => shifted(c, "latency", "up", 1.3), { ifTrue: "nearly-always", otherwise: "now-and-then" }),
    predicts(
      "event-loop.lags",
      (c) => [shifted(c, "event-loop-lag", "up", 2) ?? [], shifted(c, "throttling", "up", 2) ?? []].flat(),
      {
        ifTrue: "mostly",
        otherwise: "seldom",
      },
    ),
  ],
  forbids: [never("requests.up", (c) => shifted(c, "request-rate", "up", 1.8))],
  lookalikes: [
    { fault: "load/spike", toldApartBy: "requests.up" },
    { fault: "network/edge-delay", toldApartBy: "cpu.up" },
  ],
  mitigate: ({ entity }) => [
    {
      kind: "scale",
      target: entity,
      risk: "low",
      what: "add replicas, and take a profile of one of them first",
      rollback: "go back to the former number",
      success: "processor time under 70 %, latency at its reference",
    },
  ],
};
