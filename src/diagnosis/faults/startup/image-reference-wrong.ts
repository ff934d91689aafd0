import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { objectIs, podEvent, podIs } from "../object-signs.js";

/** The image that it names is not there. */
export const imageReferenceWrong: FaultFamily = {
  id: "startup/image-reference-wrong",
  title: "its image reference names nothing that is there",
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
          "not found",
          "manifest unknown",
          "repository does not exist",
          "InvalidImageName",
          "couldn't parse image",
          "insufficient_scope",
          "pull access denied",
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
  lookalikes: [
    { fault: "startup/pull-secret-missing", toldApartBy: "kubelet.says" },
    { fault: "startup/registry-unresolvable", toldApartBy: "kubelet.says" },
  ],
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
