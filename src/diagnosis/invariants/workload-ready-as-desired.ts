import { stateRule } from "./state-rule.js";

export const workloadReadyAsDesired = stateRule({
  id: "workload/ready-as-desired",
  holds: "as many pods of a workload are ready as are desired",
  weight: 3,
  on: "workload",
  aspect: "object",
  brokenBy: [[{ path: "status.readyReplicas", op: "below-field", value: "spec.replicas" }]],
  // Old ReplicaSets belong to a Deployment, which has a rule of its own.
  except: (entity, facts) =>
    facts.states(entity, "object").every(({ record }) => record.fields["kind"] === "ReplicaSet"),
});
