import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { objectIs, podEvent } from "../object-signs.js";
import { probeSpeaksAnotherProtocol } from "./probes.js";

/** The liveness probe is not understood. */
export const livenessProbeWrongProtocol: FaultFamily = {
  id: "runtime/liveness-probe-wrong-protocol",
  title: "its liveness probe speaks a protocol that the container does not",
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
    seen("liveness.speaks-another-protocol", (c, facts) => probeSpeaksAnotherProtocol(c, facts, "livenessProbe"), {
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
  lookalikes: [{ fault: "runtime/liveness-probe-wrong-port", toldApartBy: "liveness.speaks-another-protocol" }],
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
