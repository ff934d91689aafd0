import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { objectIs, podEvent, podIs } from "../object-signs.js";
import { taintedWorkers } from "./placement.js";

/** Nodes keep it off by a taint. */
export const taintNotTolerated: FaultFamily = {
  id: "scheduling/taint-not-tolerated",
  title: "it does not tolerate the taint of the nodes that it may use",
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
      (c, facts) => podEvent(c, facts, ["untolerated taint", "had taint", "that the pod didn't tolerate"]),
      { ifTrue: "nearly-always", otherwise: "hardly-ever" },
    ),
    seen(
      "taint.not-control-plane",
      (c, facts) => podEvent(c, facts, ["untolerated taint {"]).filter(() => taintedWorkers(facts).length > 0),
      { ifTrue: "mostly", otherwise: "seldom" },
    ),
    seen("worker.tainted", (_, facts) => taintedWorkers(facts), { ifTrue: "nearly-always", otherwise: "hardly-ever" }),
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
  lookalikes: [{ fault: "scheduling/node-cordoned", toldApartBy: "node.cordoned" }],
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
