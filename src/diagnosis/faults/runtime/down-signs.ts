/** What is seen of a process that is gone, whatever ended it: every fault that ends processes expects it. */
import type { Assertion, Condition } from "../../../core/assertion.js";
import type { Facts } from "../../assertions/facts.js";
import { entitiesOf } from "../../invariants/objects.js";
import { type Candidate, type Likelihood, predicts, type Sign, seen } from "../family.js";
import { podIs } from "../object-signs.js";
import { anyShifted, level, logged, reported, shifted, state, UNREACHABLE } from "../signs.js";

/** @param usual how likely each is while the fault lasts: always gone, or gone and back again */
export function downSigns(usual: Likelihood): readonly Sign[] {
  return [
    seen("process.not-running", notRunning, { ifTrue: usual, otherwise: "hardly-ever" }),
    seen("target.down", (c) => level(c, "availability", "below", 0.5), {
      ifTrue: usual,
      otherwise: "hardly-ever",
      group: "process.not-running",
    }),
    seen(
      "process.exited",
      (c) => reported(c, ["Exited", "Stopped", "Killed", "BackOff", "Terminated", "Crashed", "OOMKilled", "Unhealthy"]),
      { ifTrue: "mostly", otherwise: "seldom" },
    ),
    seen("callers.cannot-reach", (c) => c.callers.map((caller) => logged(c, caller, UNREACHABLE)), {
      ifTrue: "mostly",
      otherwise: "seldom",
    }),
    seen("requests.fewer", (c) => shifted(c, "request-rate", "down", 2), { ifTrue: "mostly", otherwise: "seldom" }),
    predicts("callers.fail", (c) => anyShifted(c, c.callers, "outgoing-error-rate", "up", 2), {
      ifTrue: "nearly-always",
      otherwise: "now-and-then",
    }),
  ];
}

/** A process of its own, or the containers of its pods. */
export function processIs(candidate: Candidate, facts: Facts, own: Condition, ofPod: Condition): readonly Assertion[] {
  const pods = entitiesOf(facts, "pod");
  if (pods.length === 0) return [state(candidate, "process", [own])];
  return candidate.entity.kind === "workload" ? podIs(candidate, facts, [ofPod]) : [];
}

function notRunning(candidate: Candidate, facts: Facts): readonly Assertion[] {
  return processIs(
    candidate,
    facts,
    { path: "running", op: "equals", value: false },
    { path: "status.phase", op: "equals", value: "Failed" },
  );
}

export function restarted(candidate: Candidate, facts: Facts): readonly Assertion[] {
  return processIs(
    candidate,
    facts,
    { path: "restarts", op: "above", value: 1 },
    { path: "status.restartCount", op: "above", value: 1 },
  );
}
