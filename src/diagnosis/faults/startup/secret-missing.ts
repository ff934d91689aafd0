import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { objectIs, podEvent, podIs } from "../object-signs.js";

/** It refers to a secret that does not exist. */
export const secretMissing: FaultFamily = {
  id: "startup/secret-missing",
  title: "a secret that it refers to is not there",
  on: ["workload"],
  prior: "uncommon",
  reach: "callers",
  breaks: "what a container needs to start is there",
  suggestedBy: [breaks("workload/ready-as-desired"), breaks("pod/runs"), breaks("pod/ready")],
  expect: [
    seen(
      "pod.does-not-start",
      (c, facts) =>
        podIs(c, facts, [
          { path: "status.phase", op: "matches-any", value: ["Pending", "Running", "Failed"] },
          { path: "status.ready", op: "equals", value: false },
        ]),
      { ifTrue: "nearly-always", otherwise: "now-and-then" },
    ),
    seen(
      "kubelet.says",
      (c, facts) => podEvent(c, facts, ['secret "', "references non-existent secret key", "couldn't find key"]),
      { ifTrue: "nearly-always", otherwise: "hardly-ever" },
    ),
    seen(
      "secret.not-found",
      (c, facts) => podEvent(c, facts, ["not found", "non-existent secret key", "couldn't find key"], []),
      { ifTrue: "nearly-always", otherwise: "seldom" },
    ),
    predicts(
      "workload.waits",
      ({ entity }) =>
        objectIs(entity, [
          {
            path: "status.conditions.*.reason",
            op: "matches-any",
            value: ["MinimumReplicasUnavailable", "ProgressDeadlineExceeded"],
          },
        ]),
      { ifTrue: "mostly", otherwise: "now-and-then" },
    ),
  ],
  forbids: [],
  lookalikes: [{ fault: "startup/config-missing", toldApartBy: "kubelet.says" }],
  mitigate: ({ entity }) => [
    {
      kind: "revert-configuration",
      target: entity,
      risk: "low",
      what: "set it back to what started before",
      rollback: "apply the change again",
      success: "the pod starts and becomes ready",
    },
  ],
};
