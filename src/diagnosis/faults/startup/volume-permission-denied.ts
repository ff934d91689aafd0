import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { everLogged, objectIs, podEvent, podIs } from "../object-signs.js";

/** It may not use what it mounts. */
export const volumePermissionDenied: FaultFamily = {
  id: "startup/volume-permission-denied",
  title: "it may not read or write a volume that it mounts",
  on: ["workload"],
  prior: "uncommon",
  reach: "callers",
  breaks: "what a container needs to start is there",
  suggestedBy: [breaks("workload/ready-as-desired"), breaks("pod/runs"), breaks("pod/ready")],
  expect: [
    seen(
      "pod.does-not-start",
      (c, facts) =>
        podIs(c, facts, [
          { path: "status.phase", op: "matches-any", value: ["Pending", "Running", "Failed"] },
          { path: "status.ready", op: "equals", value: false },
        ]),
      { ifTrue: "nearly-always", otherwise: "now-and-then" },
    ),
    seen(
      "permission.denied",
      (c, facts) => [
        ...podEvent(c, facts, ["permission denied", "Permission denied", "EACCES", "read-only file system"]),
        everLogged(c.entity, ["permission denied", "EACCES", "Operation not permitted"]),
        everLogged({ ...c.entity, kind: "service" }, ["permission denied", "EACCES", "Operation not permitted"]),
      ],
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
  lookalikes: [],
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
