import { stateRule } from "./state-rule.js";

export const nodeReady = stateRule({
  id: "node/ready",
  holds: "a node is ready",
  weight: 3,
  on: "node",
  aspect: "object",
  brokenBy: [[{ path: "status.ready", op: "equals", value: false }]],
});
