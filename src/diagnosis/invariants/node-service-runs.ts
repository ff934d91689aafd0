import { stateRule } from "./state-rule.js";

export const nodeServiceRuns = stateRule({
  id: "node/services-run",
  holds: "the services of a node run",
  weight: 3,
  on: "node",
  aspect: "node-service",
  brokenBy: [[{ path: "active", op: "matches-any", value: ["inactive", "failed", "activating", "deactivating"] }]],
});
