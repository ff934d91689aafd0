import { type FaultFamily, never, predicts, seen } from "../family.js";
import { logged, shifted, state } from "../signs.js";

/** A service's own pool of connections or threads is used up while what it talks to is well. */
export const poolExhaustion: FaultFamily = {
  id: "runtime/pool-exhaustion",
  title: "requests wait for a connection or thread of the service's own pool",
  on: ["service", "workload"],
  prior: "uncommon",
  reach: "callers",
  breaks: "a request gets a connection from the pool at once",
  suggestedBy: [
    { signal: "latency", directions: ["up"], suspect: "entity" },
    { signal: "pool-waiting", directions: ["up"], suspect: "entity" },
  ],
  expect: [
    seen("pool.waits", (c) => shifted(c, "pool-waiting", "up", 2), { ifTrue: "nearly-always", otherwise: "seldom" }),
    seen("latency.up", (c) => shifted(c, "latency", "up", 1.5), { ifTrue: "nearly-always", otherwise: "now-and-then" }),
    predicts("pool.complains", (c) => logged(c, c.entity, ["pool", "acquire", "Timeout waiting for connection"]), {
      ifTrue: "mostly",
      otherwise: "seldom",
    }),
  ],
  // Who waits because its database does not answer has a full pool too: that is not the pool's fault.
  forbids: [
    never("callee.sessions-wait-for-lock", (c) =>
      c.callees
        .filter((callee) => callee.kind === "database")
        .map((callee) =>
          state({ ...c, entity: callee }, "session", [{ path: "waitEventType", op: "equals", value: "Lock" }]),
        ),
    ),
    never("callee.latency-up", (c) => c.callees.flatMap((callee) => shifted(c, "latency", "up", 2, callee) ?? [])),
  ],
  lookalikes: [
    { fault: "dependency/lock-contention", toldApartBy: "sessions.wait-for-lock" },
    { fault: "dependency/connection-exhaustion", toldApartBy: "connections.near-limit" },
  ],
  mitigate: ({ entity }) => [
    {
      kind: "restart",
      target: entity,
      risk: "low",
      what: "restart the replicas one by one, and look for a connection that is not given back",
      rollback: "none needed",
      success: "no request waits for a connection",
    },
  ],
};
