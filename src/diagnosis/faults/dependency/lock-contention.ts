import type { Assertion } from "../../../core/assertion.js";
import type { Facts } from "../../assertions/facts.js";
import { type Candidate, type FaultFamily, predicts, seen } from "../family.js";
import { anyShifted, level, shifted, state } from "../signs.js";
import { blockersOf } from "./blockers.js";

const WAITING = [{ path: "waitEventType", op: "equals", value: "Lock" }] as const;
const IDLE = { path: "state", op: "contains", value: "idle in transaction" } as const;
const LONG = { path: "transactionMs", op: "above", value: 5_000 } as const;

/** The session that is waited for: any other that idles holds up nobody. */
function idleHolder(candidate: Candidate, facts: Facts): readonly Assertion[] {
  const holders = blockersOf(candidate.entity, candidate.window, facts).slice(0, 2);
  if (holders.length === 0) return [state(candidate, "session", [IDLE, LONG])];
  return holders.map(({ pid }) => state(candidate, "session", [{ path: "pid", op: "equals", value: pid }, IDLE, LONG]));
}

function named({ entity, window }: Candidate, facts: Facts): string {
  const [first] = blockersOf(entity, window, facts);
  if (first === undefined)
    return "end the session at the head of the queue (the one that blocks others and is not blocked itself)";
  const who = [first.application, first.user === "" ? "" : `user ${first.user}`]
    .filter((part) => part !== "")
    .join(", ");
  return `end session ${first.pid}${who === "" ? "" : ` (${who})`}: others wait for it, and it waits for nobody`;
}

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
    seen("holder.idle-in-transaction", idleHolder, { ifTrue: "mostly", otherwise: "seldom" }),
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
  mitigate: (c, facts) => [
    {
      kind: "end-session",
      target: c.entity,
      risk: "medium",
      what: named(c, facts),
      rollback: "none: its transaction is rolled back by the database; the job must be run again",
      success: "no session waits for a lock, and the latency of the callers is back at its reference within a minute",
    },
  ],
};
