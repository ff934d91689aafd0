import { workloadOf } from "./objects.js";
import { stateRule } from "./state-rule.js";

/** Restarts older than this belong to another day. */
const RECENT_MS = 30 * 60_000;

export const podKeepsRunning = stateRule({
  id: "pod/keeps-running",
  holds: "a container that was started keeps running",
  weight: 2,
  on: "pod",
  aspect: "object",
  brokenBy: [
    [
      { path: "status.restartCount", op: "above", value: 0 },
      { path: "status.lastRestartAgeMs", op: "below", value: RECENT_MS },
    ],
  ],
  answers: workloadOf,
});
