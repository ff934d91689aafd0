import { breaks, type FaultFamily, never, predicts, seen } from "../family.js";
import { objectIs, podEvent, podIs } from "../object-signs.js";
import { cordonedNodes, specIs } from "./placement.js";

/** The pod requires an affinity to nodes that none has. */
export const nodeAffinityMismatch: FaultFamily = {
  id: "scheduling/node-affinity-mismatch",
  title: "no node fits the affinity that it requires",
  on: ["workload"],
  prior: "uncommon",
  reach: "callers",
  breaks: "what a pod asks for fits on some node",
  suggestedBy: [breaks("workload/ready-as-desired"), breaks("pod/runs")],
  expect: [
    seen("pod.pending", (c, facts) => podIs(c, facts, [{ path: "status.phase", op: "equals", value: "Pending" }]), {
      ifTrue: "nearly-always",
      otherwise: "seldom",
    }),
    seen(
      "scheduler.says",
      (c, facts) =>
        podEvent(c, facts, [
          "didn't match Pod's node affinity",
          "didn't match pod affinity",
          "didn't satisfy existing pods",
        ]),
      { ifTrue: "nearly-always", otherwise: "hardly-ever" },
    ),
    seen("pod.wants-affinity", (c, facts) => specIs(c, facts, [{ path: "affinity.nodeAffinity", op: "not-empty" }]), {
      ifTrue: "nearly-always",
      otherwise: "hardly-ever",
    }),
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
  forbids: [never("node.cordoned", (c, facts) => cordonedNodes(c, facts))],
  lookalikes: [
    { fault: "scheduling/node-selector-mismatch", toldApartBy: "pod.wants-affinity" },
    { fault: "scheduling/node-cordoned", toldApartBy: "node.cordoned" },
  ],
  mitigate: ({ entity }) => [
    {
      kind: "revert-configuration",
      target: entity,
      risk: "low",
      what: "set what the pod asks for back to what was placed before",
      rollback: "apply the change again",
      success: "the pod is placed and becomes ready",
    },
  ],
};
