import { type FaultFamily, predicts, seen } from "../family.js";
import { level, logged, reported, shifted, state, UNREACHABLE } from "../signs.js";

/** Nothing runs where the service should be. */
export const serviceDown: FaultFamily = {
  id: "runtime/service-down",
  title: "no process of it runs",
  on: ["service", "workload", "database", "cache", "queue"],
  prior: "common",
  reach: "callers",
  breaks: "what is desired to run runs",
  suggestedBy: [
    { signal: "error-rate", directions: ["up"], suspect: "callees" },
    { signal: "error-rate", directions: ["up"], suspect: "entity" },
    { signal: "state", directions: ["appeared", "is", "vanished"], suspect: "entity" },
    { signal: "availability", directions: ["down"], suspect: "entity" },
    { signal: "request-rate", directions: ["down", "vanished"], suspect: "entity" },
    { signal: "logs", directions: ["appeared", "up", "is"], suspect: "callees" },
    { signal: "outgoing-error-rate", directions: ["up"], suspect: "callees" },
    { signal: "event", directions: ["appeared", "up"], suspect: "entity" },
  ],
  expect: [
    seen("process.not-running", (c) => state(c, "process", [{ path: "running", op: "equals", value: false }]), {
      ifTrue: "nearly-always",
      otherwise: "hardly-ever",
    }),
    seen("target.down", (c) => level(c, "availability", "below", 0.5), {
      ifTrue: "nearly-always",
      otherwise: "hardly-ever",
      group: "process.not-running",
    }),
    seen("process.exited", (c) => reported(c, ["Exited", "Stopped", "Killed", "BackOff", "Terminated"]), {
      ifTrue: "mostly",
      otherwise: "seldom",
    }),
    seen("callers.cannot-reach", (c) => c.callers.map((caller) => logged(c, caller, UNREACHABLE)), {
      ifTrue: "mostly",
      otherwise: "seldom",
    }),
    predicts("requests.none", (c) => shifted(c, "request-rate", "down", 2), {
      ifTrue: "nearly-always",
      otherwise: "seldom",
    }),
  ],
  forbids: [],
  lookalikes: [
    { fault: "change/wrong-address", toldApartBy: "configuration.changed" },
    { fault: "runtime/crash-loop", toldApartBy: "process.restarts" },
  ],
  mitigate: ({ entity }) => [
    {
      kind: "restart",
      target: entity,
      risk: "low",
      what: "start it, and keep its last output and exit code",
      rollback: "stop it again",
      success: "its health check answers, and callers reach it",
    },
  ],
};
