import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { objectIs, podEvent, podIs } from "../object-signs.js";
import { claimIs, claimMisfit } from "./claims.js";

/** The claim asks for more than any volume has. */
export const volumeCapacityMismatch: FaultFamily = {
  id: "scheduling/volume-capacity-mismatch",
  title: "it claims more storage than any free volume has",
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
          "unbound immediate PersistentVolumeClaims",
          "unbound PersistentVolumeClaims",
          "persistentvolumeclaim",
          "volume node affinity conflict",
        ]),
      { ifTrue: "nearly-always", otherwise: "hardly-ever" },
    ),
    seen("claim.pending", (c, facts) => claimIs(c, facts, [{ path: "status.phase", op: "equals", value: "Pending" }]), {
      ifTrue: "nearly-always",
      otherwise: "seldom",
    }),
    seen("claim.asks-too-much", (c, facts) => claimMisfit(c, facts, "capacity"), {
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
  lookalikes: [{ fault: "scheduling/volume-access-mode-mismatch", toldApartBy: "claim.asks-too-much" }],
  mitigate: ({ entity }) => [
    {
      kind: "revert-configuration",
      target: entity,
      risk: "low",
      what: "make claim and volume fit again",
      rollback: "apply the change again",
      success: "the claim is bound and the pod starts",
    },
  ],
};
