import { type FaultFamily, never, predicts, seen } from "../family.js";
import { anyShifted, shifted } from "../signs.js";

/** It asks again and again, and the asking is what keeps the other from answering. */
export const retryStorm: FaultFamily = {
  id: "load/retry-storm",
  title: "its retries multiply the load on what it calls",
  on: ["service", "workload"],
  prior: "rare",
  reach: "both",
  breaks: "who calls does so about as often as it is called",
  suggestedBy: [
    { signal: "latency", directions: ["up"], suspect: "callers" },
    { signal: "retries", directions: ["up"], suspect: "entity" },
    { signal: "outgoing-request-rate", directions: ["up"], suspect: "entity" },
    { signal: "request-rate", directions: ["up"], suspect: "callers" },
  ],
  expect: [
    seen("outgoing-requests.up", (c) => shifted(c, "outgoing-request-rate", "up", 1.6), {
      ifTrue: "nearly-always",
      otherwise: "seldom",
    }),
    seen("callees.requests-up", (c) => anyShifted(c, c.callees, "request-rate", "up", 1.6), {
      ifTrue: "nearly-always",
      otherwise: "seldom",
    }),
    predicts("retries.up", (c) => shifted(c, "retries", "up", 2), { ifTrue: "mostly", otherwise: "hardly-ever" }),
  ],
  forbids: [never("requests.up", (c) => shifted(c, "request-rate", "up", 1.6))],
  lookalikes: [{ fault: "load/spike", toldApartBy: "requests.up" }],
  mitigate: ({ entity }) => [
    {
      kind: "shed-load",
      target: entity,
      risk: "medium",
      what: "limit or switch off its retries until what it calls has recovered",
      rollback: "allow retries again",
      success: "it sends about as many requests as it receives",
    },
  ],
};
