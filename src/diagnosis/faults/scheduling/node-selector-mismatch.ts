import { breaks, type FaultFamily, never, predicts, seen } from "../family.js";
import { objectIs, podEvent, podIs } from "../object-signs.js";
import { cordonedNodes, specIs } from "./placement.js";

/** The pod selects nodes by labels that none has. */
export const nodeSelectorMismatch: FaultFamily = {
  id: "scheduling/node-selector-mismatch",
  title: "no node has the labels that it selects",
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
          "didn't match Pod's node affinity/selector",
          "didn't match node selector",
          "MatchNodeSelector",
        ]),
      { ifTrue: "nearly-always", otherwise: "hardly-ever" },
    ),
    seen("pod.names-nodes", (c, facts) => specIs(c, facts, [{ path: "nodeSelector", op: "not-empty" }]), {
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
    { fault: "scheduling/node-affinity-mismatch", toldApartBy: "pod.names-nodes" },
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
