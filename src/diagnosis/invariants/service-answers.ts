import { stateRule } from "./state-rule.js";

export const serviceAnswers = stateRule({
  id: "service/answers",
  holds: "a connection to a service's port opens",
  weight: 3,
  on: "service",
  aspect: "connectivity",
  brokenBy: [[{ path: "open", op: "equals", value: false }]],
});
