import { breaks, type FaultFamily, never, predicts, seen } from "../family.js";
import { logged, reported, shifted } from "../signs.js";
import { downSigns, restarted } from "./down-signs.js";

export const MEMORY_KILL_WORDS = ["OOMKilled", "OutOfMemory", "out of memory", "memory limit"] as const;

/** It starts, fails, is started again, and fails again. */
export const crashLoop: FaultFamily = {
  id: "runtime/crash-loop",
  title: "its process ends with an error soon after each start",
  on: ["service", "workload", "pod", "container"],
  prior: "common",
  reach: "callers",
  breaks: "a process that was started keeps running",
  suggestedBy: [
    { signal: "error-rate", directions: ["up"], suspect: "entity" },
    { signal: "error-rate", directions: ["up"], suspect: "callees" },
    { signal: "restarts", directions: ["up"], suspect: "entity" },
    {
      signal: "event",
      directions: ["appeared", "up"],
      suspect: "entity",
      subjects: ["Crashed", "BackOff", "CrashLoopBackOff", "Restarted", "Failed", "Error"],
    },
    breaks("pod/keeps-running"),
    breaks("pod/runs"),
  ],
  expect: [
    seen("process.restarts", restarted, {
      ifTrue: "nearly-always",
      otherwise: "seldom",
    }),
    seen(
      "process.exits",
      (c) => reported(c, ["Crashed", "BackOff", "CrashLoopBackOff", "Restarted", "Failed", "Error"]),
      {
        ifTrue: "nearly-always",
        otherwise: "hardly-ever",
      },
    ),
    seen(
      "process.complains",
      (c) => logged(c, c.entity, ["uncaught", "panic", "fatal", "exception", "Error:"], "error"),
      { ifTrue: "mostly", otherwise: "seldom" },
    ),
    ...downSigns("now-and-then"),
    predicts("restarts.up", (c) => shifted(c, "restarts", "up", 1.5), { ifTrue: "mostly", otherwise: "hardly-ever" }),
  ],
  forbids: [never("killed-for-memory", (c) => reported(c, MEMORY_KILL_WORDS, MEMORY_KILL_WORDS))],
  lookalikes: [
    { fault: "runtime/memory-kill", toldApartBy: "killed-for-memory" },
    { fault: "runtime/service-down", toldApartBy: "process.restarts" },
  ],
  mitigate: ({ entity }) => [
    {
      kind: "roll-back",
      target: entity,
      risk: "medium",
      what: "go back to the release before the crashes, if there was one since; else read the last output before the exit",
      rollback: "deploy the present release again",
      success: "no restart within ten minutes",
    },
  ],
};
