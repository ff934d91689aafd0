import { type FaultFamily, never } from "../family.js";
import { reported } from "../signs.js";
import { MEMORY_KILL_WORDS } from "./crash-loop.js";
import { downSigns } from "./down-signs.js";

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
    {
      signal: "state",
      directions: ["appeared", "is", "vanished"],
      suspect: "entity",
      subjects: ["process: not running", "process: not ready"],
    },
    { signal: "availability", directions: ["down"], suspect: "entity" },
    { signal: "request-rate", directions: ["down", "vanished"], suspect: "entity" },
    { signal: "logs", directions: ["appeared", "up", "is"], suspect: "callees" },
    { signal: "outgoing-error-rate", directions: ["up"], suspect: "callees" },
    {
      signal: "event",
      directions: ["appeared", "up"],
      suspect: "entity",
      subjects: ["Exited", "Stopped", "Killed", "Terminated", "Crashed", "Unhealthy"],
    },
  ],
  expect: downSigns("nearly-always"),
  // Whose end is told has that for a cause; that it is gone is what follows.
  forbids: [
    never("killed-for-memory", (c) => reported(c, MEMORY_KILL_WORDS, MEMORY_KILL_WORDS)),
    never("process.crashes", (c) => reported(c, ["Crashed", "CrashLoopBackOff"])),
  ],
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
