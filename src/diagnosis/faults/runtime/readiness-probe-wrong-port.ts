import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { objectIs, podEvent } from "../object-signs.js";
import { probeAsksAnotherPort } from "./probes.js";

/** The readiness probe asks where nothing listens. */
export const readinessProbeWrongPort: FaultFamily = {
  id: "runtime/readiness-probe-wrong-port",
  title: "its readiness probe asks a port on which nothing listens",
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
    seen("readiness.asks-another-port", (c, facts) => probeAsksAnotherPort(c, facts, "readinessProbe"), {
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
  lookalikes: [{ fault: "runtime/readiness-probe-wrong-protocol", toldApartBy: "readiness.asks-another-port" }],
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
