import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { objectIs, podEvent, podIs } from "../object-signs.js";
import { claimIs, claimMisfit } from "./claims.js";

/** The claim names a storage class in which there is nothing. */
export const storageClassMismatch: FaultFamily = {
  id: "scheduling/storage-class-mismatch",
  title: "it claims a storage class that no volume has and nothing provides",
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
    seen("claim.wants-other-class", (c, facts) => claimMisfit(c, facts, "storage-class"), {
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
  lookalikes: [
    { fault: "scheduling/volume-capacity-mismatch", toldApartBy: "claim.wants-other-class" },
    { fault: "scheduling/volume-access-mode-mismatch", toldApartBy: "claim.wants-other-class" },
  ],
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
