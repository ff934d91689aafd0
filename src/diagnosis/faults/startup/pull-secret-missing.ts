import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { objectIs, podEvent, podIs } from "../object-signs.js";

/** The registry wants to know who asks. */
export const pullSecretMissing: FaultFamily = {
  id: "startup/pull-secret-missing",
  title: "its image may not be pulled without a secret that it lacks",
  on: ["workload"],
  prior: "uncommon",
  reach: "callers",
  breaks: "what a container needs to start is there",
  suggestedBy: [breaks("workload/ready-as-desired"), breaks("pod/runs"), breaks("pod/ready")],
  expect: [
    seen(
      "image.not-pulled",
      (c, facts) =>
        podIs(c, facts, [
          { path: "status.reason", op: "matches-any", value: ["ImagePull", "ErrImage", "InvalidImageName"] },
        ]),
      { ifTrue: "nearly-always", otherwise: "hardly-ever" },
    ),
    seen(
      "kubelet.says",
      (c, facts) =>
        podEvent(c, facts, [
          "unauthorized",
          "authentication required",
          "no basic auth",
          "401",
          "403 Forbidden",
          "denied: requested access",
          "FailedToRetrieveImagePullSecret",
        ]),
      { ifTrue: "nearly-always", otherwise: "hardly-ever" },
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
  lookalikes: [{ fault: "startup/image-reference-wrong", toldApartBy: "kubelet.says" }],
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
