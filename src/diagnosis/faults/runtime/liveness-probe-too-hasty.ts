import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { objectIs, podEvent } from "../object-signs.js";
import { hastyProbe } from "./probes.js";

/** The liveness probe does not wait long enough. */
export const livenessProbeTooHasty: FaultFamily = {
  id: "runtime/liveness-probe-too-hasty",
  title: "its liveness probe gives up before the container can answer",
  on: ["workload"],
  prior: "uncommon",
  reach: "callers",
  breaks: "a probe asks what the container offers",
  suggestedBy: [breaks("pod/keeps-running"), breaks("pod/ready"), breaks("pod/runs")],
  expect: [
    seen("liveness.fails", (c, facts) => podEvent(c, facts, ["Liveness probe failed", "Liveness probe errored"]), {
      ifTrue: "nearly-always",
      otherwise: "hardly-ever",
    }),
    seen("liveness.hasty", (c, facts) => hastyProbe(c, facts), { ifTrue: "nearly-always", otherwise: "hardly-ever" }),
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
  lookalikes: [{ fault: "runtime/liveness-probe-wrong-port", toldApartBy: "liveness.hasty" }],
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
