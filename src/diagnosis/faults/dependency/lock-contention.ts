import { type Candidate, type FaultFamily, predicts, seen } from "../family.js";
import { anyShifted, level, shifted, state } from "../signs.js";

const WAITING = [{ path: "waitEventType", op: "equals", value: "Lock" }] as const;
const HOLDER = [
  { path: "state", op: "contains", value: "idle in transaction" },
  { path: "transactionMs", op: "above", value: 5_000 },
] as const;

/** One session keeps a lock, others queue behind it: the database does nothing, and everybody waits. */
export const lockContention: FaultFamily = {
  id: "dependency/lock-contention",
  title: "a session holds a lock that others wait for",
  on: ["database"],
  prior: "uncommon",
  reach: "callers",
  breaks: "sessions of a database get their locks within milliseconds",
  suggestedBy: [
    { signal: "latency", directions: ["up"], suspect: "callees" },
    { signal: "error-rate", directions: ["up"], suspect: "callees" },
    { signal: "lock-wait", directions: ["appeared", "up", "is"], suspect: "entity" },
    { signal: "lock-waiting", directions: ["up"], suspect: "entity" },
    { signal: "transaction-age", directions: ["up"], suspect: "entity" },
  ],
  expect: [
    seen("sessions.wait-for-lock", (c) => state(c, "session", WAITING), {
      ifTrue: "nearly-always",
      otherwise: "hardly-ever",
    }),
    seen("holder.idle-in-transaction", (c) => state(c, "session", HOLDER), { ifTrue: "mostly", otherwise: "seldom" }),
    seen("callers.latency-up", (c) => anyShifted(c, c.callers, "latency", "up", 1.5), {
      ifTrue: "mostly",
      otherwise: "now-and-then",
    }),
    seen("transactions.older", (c) => shifted(c, "transaction-age", "up", 3), {
      ifTrue: "mostly",
      otherwise: "seldom",
    }),
    predicts("locks.waiting", (c) => level(c, "lock-waiting", "above", 0.5, "max"), {
      ifTrue: "nearly-always",
      otherwise: "hardly-ever",
    }),
  ],
  forbids: [],
  lookalikes: [
    { fault: "dependency/connection-exhaustion", toldApartBy: "connections.near-limit" },
    { fault: "dependency/slow-query", toldApartBy: "statements.run-long" },
    { fault: "runtime/pool-exhaustion", toldApartBy: "sessions.wait-for-lock" },
  ],
  mitigate: (c: Candidate) => [
    {
      kind: "end-session",
      target: c.entity,
      risk: "medium",
      what: "end the session at the head of the queue (the one that blocks others and is not blocked itself)",
      rollback: "none: its transaction is rolled back by the database; the job must be run again",
      success: "no session waits for a lock, and the latency of the callers is back at its reference within a minute",
    },
  ],
};
