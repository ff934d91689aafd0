import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { logged, shifted } from "../signs.js";

const REFUSED = [
  "too many clients",
  "too many connections",
  "remaining connection slots",
  "max_user_connections",
  "Connection limit",
  "SQLSTATE 53300",
];

/** Every connection that the database allows is taken: who comes next is refused. */
export const connectionExhaustion: FaultFamily = {
  id: "dependency/connection-exhaustion",
  title: "all connections that the database allows are taken",
  on: ["database", "workload"],
  prior: "uncommon",
  reach: "callers",
  breaks: "a database has connections to spare",
  suggestedBy: [
    breaks("logs/too-many-connections"),
    { signal: "latency", directions: ["up"], suspect: "callees" },
    { signal: "error-rate", directions: ["up"], suspect: "callees" },
    { signal: "connections", directions: ["up"], suspect: "entity" },
    { signal: "lock-wait", directions: ["appeared", "up", "is"], suspect: "entity" },
    { signal: "logs", directions: ["appeared", "up", "is"], suspect: "callees" },
    { signal: "logs", directions: ["appeared", "up", "is"], suspect: "entity" },
  ],
  expect: [
    seen(
      "connections.near-limit",
      ({ entity, window }) => ({
        kind: "share",
        entity,
        of: { over: "series", numerator: { role: "connections" }, denominator: { role: "connection-limit" } },
        window,
        op: "above",
        bound: 0.9,
        minExposure: 1,
      }),
      { ifTrue: "nearly-always", otherwise: "hardly-ever" },
    ),
    seen("connections.more", (c) => shifted(c, "connections", "up", 1.5), {
      ifTrue: "mostly",
      otherwise: "seldom",
      group: "connections.near-limit",
    }),
    seen("callers.refused", (c) => c.callers.map((caller) => logged(c, caller, REFUSED)), {
      ifTrue: "mostly",
      otherwise: "hardly-ever",
    }),
    predicts("database.refuses", (c) => logged(c, c.entity, REFUSED), {
      ifTrue: "nearly-always",
      otherwise: "hardly-ever",
    }),
  ],
  forbids: [],
  lookalikes: [
    { fault: "dependency/lock-contention", toldApartBy: "sessions.wait-for-lock" },
    { fault: "runtime/pool-exhaustion", toldApartBy: "connections.near-limit" },
  ],
  mitigate: ({ entity }) => [
    {
      kind: "end-session",
      target: entity,
      risk: "medium",
      what: "end idle sessions of the client that holds most of them",
      rollback: "none needed: clients connect again",
      success: "connections stay under 80 % of the limit, and no client is refused",
    },
    {
      kind: "raise-limit",
      target: entity,
      risk: "medium",
      what: "raise max_connections only if memory allows it; otherwise put a pooler in front",
      rollback: "set the former limit",
      success: "no client is refused",
    },
  ],
};
