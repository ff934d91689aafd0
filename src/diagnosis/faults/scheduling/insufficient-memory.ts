import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { objectIs, podEvent, podIs } from "../object-signs.js";

/** No node has the memory that the pod asks for. */
export const insufficientMemory: FaultFamily = {
  id: "scheduling/insufficient-memory",
  title: "it asks for more memory than any node has left",
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
    seen("scheduler.says", (c, facts) => podEvent(c, facts, ["Insufficient memory"]), {
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
  lookalikes: [{ fault: "scheduling/insufficient-cpu", toldApartBy: "scheduler.says" }],
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
