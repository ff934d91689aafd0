import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { objectIs, podEvent, podIs } from "../object-signs.js";
import { claimIs, claimMisfit } from "./claims.js";

/** The volume is somebody else's already. */
export const volumeAlreadyClaimed: FaultFamily = {
  id: "scheduling/volume-already-claimed",
  title: "the volume that it claims is bound to another claim",
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
    seen("volume.taken", (c, facts) => claimMisfit(c, facts, "taken"), {
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
    { fault: "scheduling/volume-capacity-mismatch", toldApartBy: "volume.taken" },
    { fault: "scheduling/volume-access-mode-mismatch", toldApartBy: "volume.taken" },
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
