import { stateRule } from "./state-rule.js";

export const workloadDesiresAPod = stateRule({
  id: "workload/desires-a-pod",
  holds: "a deployment that is kept wants at least one pod",
  weight: 3,
  on: "workload",
  aspect: "object",
  brokenBy: [[{ path: "spec.replicas", op: "equals", value: 0 }]],
  except: (entity, facts) =>
    facts
      .states(entity, "object")
      .every(({ record }) => record.fields["kind"] === "ReplicaSet" || record.fields["kind"] === "Job"),
});
