import { stateRule } from "./state-rule.js";

export const serviceFindsAPod = stateRule({
  id: "service/finds-a-pod",
  holds: "a service has at least one endpoint",
  weight: 3,
  on: "service",
  aspect: "endpoints",
  brokenBy: [[{ path: "addresses", op: "empty" }]],
});
