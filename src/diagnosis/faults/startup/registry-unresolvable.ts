import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { objectIs, podEvent, podIs } from "../object-signs.js";

/** The registry cannot be found by name. */
export const registryUnresolvable: FaultFamily = {
  id: "startup/registry-unresolvable",
  title: "the name of the registry that holds its image is not found",
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
      (c, facts) => podEvent(c, facts, ["no such host", "server misbehaving", "lookup ", "i/o timeout"]),
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
