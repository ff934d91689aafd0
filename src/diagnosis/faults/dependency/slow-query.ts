import { type FaultFamily, predicts, seen } from "../family.js";
import { anyShifted, logged, state } from "../signs.js";

/** Statements run for seconds on the database's own work, not because they wait for somebody. */
export const slowQuery: FaultFamily = {
  id: "dependency/slow-query",
  title: "statements of the database run for seconds without waiting for a lock",
  on: ["database"],
  prior: "uncommon",
  reach: "callers",
  breaks: "statements of a request end within its time-out",
  suggestedBy: [
    { signal: "error-rate", directions: ["up"], suspect: "callees" },
    { signal: "latency", directions: ["up"], suspect: "callees" },
    { signal: "transaction-age", directions: ["up"], suspect: "entity" },
    { signal: "lock-wait", directions: ["appeared", "up", "is"], suspect: "entity" },
    { signal: "cpu", directions: ["up"], suspect: "entity" },
  ],
  expect: [
    seen(
      "statements.run-long",
      (c) =>
        state(c, "session", [
          { path: "state", op: "equals", value: "active" },
          { path: "waitEventType", op: "not-equals", value: "Lock" },
          { path: "inStateMs", op: "above", value: 2_000 },
        ]),
      { ifTrue: "nearly-always", otherwise: "seldom" },
    ),
    seen("callers.latency-up", (c) => anyShifted(c, c.callers, "latency", "up", 1.5), {
      ifTrue: "nearly-always",
      otherwise: "now-and-then",
    }),
    predicts("database.logs-duration", (c) => logged(c, c.entity, ["duration:", "slow query", "Query_time"], "info"), {
      ifTrue: "mostly",
      otherwise: "seldom",
    }),
  ],
  forbids: [],
  lookalikes: [{ fault: "dependency/lock-contention", toldApartBy: "sessions.wait-for-lock" }],
  mitigate: ({ entity }) => [
    {
      kind: "end-session",
      target: entity,
      risk: "medium",
      what: "end the statements that run longest, then look for a lost index or a changed plan",
      rollback: "none needed: the client asks again",
      success: "no statement is active for more than a second",
    },
  ],
};
