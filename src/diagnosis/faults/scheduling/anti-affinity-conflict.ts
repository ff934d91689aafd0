import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { objectIs, podEvent, podIs } from "../object-signs.js";

/** Wherever it might go, something stands that it must avoid. */
export const antiAffinityConflict: FaultFamily = {
  id: "scheduling/anti-affinity-conflict",
  title: "each node that it may use holds a pod that it must not stand beside",
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
    seen("scheduler.says", (c, facts) => podEvent(c, facts, ["pod anti-affinity rules", "anti-affinity"]), {
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
  forbids: [],
  lookalikes: [{ fault: "scheduling/node-affinity-mismatch", toldApartBy: "pod.wants-affinity" }],
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
