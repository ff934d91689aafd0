/** What is seen of a process that is gone, whatever ended it: every fault that ends processes expects it. */
import { type Candidate, type Likelihood, predicts, type Sign, seen } from "../family.js";
import { anyShifted, level, logged, reported, shifted, state, UNREACHABLE } from "../signs.js";

/** @param usual how likely each is while the fault lasts: always gone, or gone and back again */
export function downSigns(usual: Likelihood): readonly Sign[] {
  return [
    seen("process.not-running", (c) => notRunning(c), { ifTrue: usual, otherwise: "hardly-ever" }),
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

function notRunning(candidate: Candidate) {
  return state(candidate, "process", [{ path: "running", op: "equals", value: false }]);
}
