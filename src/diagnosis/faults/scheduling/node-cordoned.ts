import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { objectIs, podEvent, podIs } from "../object-signs.js";
import { cordonedNodes } from "./placement.js";

/** The node that it is meant for was cordoned. */
export const nodeCordoned: FaultFamily = {
  id: "scheduling/node-cordoned",
  title: "the node that it is meant for takes no new pods",
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
    seen("scheduler.says", (c, facts) => podEvent(c, facts, ["were unschedulable", "node(s) were unschedulable"]), {
      ifTrue: "nearly-always",
      otherwise: "hardly-ever",
    }),
    seen("node.cordoned", (c, facts) => cordonedNodes(c, facts), { ifTrue: "nearly-always", otherwise: "hardly-ever" }),
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
  lookalikes: [{ fault: "scheduling/node-selector-mismatch", toldApartBy: "node.cordoned" }],
  mitigate: ({ entity }) => [
    {
      kind: "cordon",
      target: entity,
      risk: "low",
      what: "uncordon the node, or let the pod go elsewhere",
      rollback: "cordon it again",
      success: "the pod is placed and becomes ready",
    },
  ],
};
