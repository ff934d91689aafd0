import { workloadOf } from "./objects.js";
import { stateRule } from "./state-rule.js";

export const podReady = stateRule({
  id: "pod/ready",
  holds: "a pod that runs is ready",
  weight: 3,
  on: "pod",
  aspect: "object",
  brokenBy: [
    [
      { path: "status.phase", op: "equals", value: "Running" },
      { path: "status.ready", op: "equals", value: false },
    ],
  ],
  answers: workloadOf,
});
