import { isControlPlane, objectOf } from "./objects.js";
import { stateRule } from "./state-rule.js";

export const nodeTakesPods = stateRule({
  id: "node/takes-pods",
  holds: "a node that is no control plane takes new pods",
  weight: 1,
  on: "node",
  aspect: "object",
  brokenBy: [[{ path: "spec.unschedulable", op: "equals", value: true }]],
  except: (node, facts) => isControlPlane(objectOf(facts, node)),
});
