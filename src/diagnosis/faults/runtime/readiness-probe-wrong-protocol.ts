import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { objectIs, podEvent } from "../object-signs.js";
import { probeSpeaksAnotherProtocol } from "./probes.js";

/** The readiness probe is not understood. */
export const readinessProbeWrongProtocol: FaultFamily = {
  id: "runtime/readiness-probe-wrong-protocol",
  title: "its readiness probe speaks a protocol that the container does not",
  on: ["workload"],
  prior: "uncommon",
  reach: "callers",
  breaks: "a probe asks what the container offers",
  suggestedBy: [breaks("pod/ready"), breaks("workload/ready-as-desired"), breaks("service/finds-a-pod")],
  expect: [
    seen("readiness.fails", (c, facts) => podEvent(c, facts, ["Readiness probe failed", "Readiness probe errored"]), {
      ifTrue: "nearly-always",
      otherwise: "hardly-ever",
    }),
    seen("readiness.speaks-another-protocol", (c, facts) => probeSpeaksAnotherProtocol(c, facts, "readinessProbe"), {
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
  lookalikes: [{ fault: "runtime/readiness-probe-wrong-port", toldApartBy: "readiness.speaks-another-protocol" }],
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
