import type { Assertion } from "../../../core/assertion.js";
import { breaks, type Candidate, type FaultFamily, predicts, seen } from "../family.js";
import { objectIs } from "../object-signs.js";
import { reported, shifted } from "../signs.js";
import { MEMORY_KILL_WORDS } from "./crash-loop.js";
import { downSigns, processIs, restarted } from "./down-signs.js";

const TINY_BYTES = 16 * 1024 * 1024;

function tinyLimit({ entity }: Candidate): readonly Assertion[] {
  if (entity.kind !== "workload") return [];
  const path = "spec.template.spec.containers.*.resources.limits.memoryBytes";
  return [objectIs(entity, [{ path, op: "below", value: TINY_BYTES }])];
}

/** It takes more memory than it may have, and is killed for it. */
export const memoryKill: FaultFamily = {
  id: "runtime/memory-kill",
  title: "it is killed at its memory limit",
  on: ["service", "workload", "pod", "container", "process"],
  prior: "common",
  reach: "callers",
  breaks: "what a process needs fits within its memory limit",
  suggestedBy: [
    { signal: "error-rate", directions: ["up"], suspect: "entity" },
    { signal: "error-rate", directions: ["up"], suspect: "callees" },
    { signal: "memory", directions: ["up"], suspect: "entity" },
    {
      signal: "event",
      directions: ["appeared", "up"],
      suspect: "entity",
      subjects: ["OOMKilled", "OOMKilling", "SystemOOM", "Killed", "Evicted"],
    },
    { signal: "restarts", directions: ["up"], suspect: "entity" },
    breaks("pod/keeps-running"),
    breaks("pod/runs"),
  ],
  expect: [
    seen("killed-for-memory", (c) => reported(c, MEMORY_KILL_WORDS, MEMORY_KILL_WORDS), {
      ifTrue: "nearly-always",
      otherwise: "hardly-ever",
    }),
    seen(
      "exit.killed",
      (c, facts) =>
        processIs(
          c,
          facts,
          { path: "exitReason", op: "matches-any", value: MEMORY_KILL_WORDS },
          {
            path: "status.containerStatuses.*.lastState.terminated.reason",
            op: "matches-any",
            value: ["OOMKilled", "StartError"],
          },
        ),
      {
        ifTrue: "mostly",
        otherwise: "hardly-ever",
        group: "killed-for-memory",
      },
    ),
    // A program that is given less than this cannot even start.
    seen("limit.tiny", tinyLimit, { ifTrue: "now-and-then", otherwise: "hardly-ever", group: "memory.up" }),
    seen("memory.up", (c) => shifted(c, "memory", "up", 1.3), { ifTrue: "mostly", otherwise: "seldom" }),
    ...downSigns("now-and-then"),
    seen("process.restarts", restarted, {
      ifTrue: "mostly",
      otherwise: "seldom",
    }),
    seen(
      "process.exits",
      (c) => reported(c, ["Crashed", "BackOff", "CrashLoopBackOff", "Restarted", "Failed", "Error", "OOMKilled"]),
      { ifTrue: "nearly-always", otherwise: "hardly-ever", group: "killed-for-memory" },
    ),
    predicts("restarts.up", (c) => shifted(c, "restarts", "up", 1.5), { ifTrue: "mostly", otherwise: "hardly-ever" }),
    predicts(
      "memory.near-limit",
      ({ entity, window }) => ({
        kind: "share",
        entity,
        of: { over: "series", numerator: { role: "memory" }, denominator: { role: "memory-limit" } },
        window,
        op: "above",
        bound: 0.6,
        minExposure: 1,
      }),
      { ifTrue: "mostly", otherwise: "seldom" },
    ),
  ],
  forbids: [],
  lookalikes: [
    { fault: "runtime/crash-loop", toldApartBy: "killed-for-memory" },
    { fault: "runtime/service-down", toldApartBy: "process.not-running" },
  ],
  mitigate: ({ entity }) => [
    {
      kind: "raise-limit",
      target: entity,
      risk: "low",
      what: "raise the memory limit for now, and look for what grows",
      rollback: "set the former limit",
      success: "no kill within an hour, and memory levels off",
    },
  ],
};
