import { workloadOf } from "./objects.js";
import { stateRule } from "./state-rule.js";

const TRANSIENT = ["Completed", "Succeeded", "Terminating"];

export const podRuns = stateRule({
  id: "pod/runs",
  holds: "a pod runs",
  weight: 3,
  on: "pod",
  aspect: "object",
  brokenBy: [
    [
      {
        path: "status.reason",
        op: "matches-any",
        value: [
          "BackOff",
          "Err",
          "Error",
          "Invalid",
          "ContainerCreating",
          "Init:",
          "OOM",
          "Evicted",
          "Unknown",
          "RunContainerError",
          "CreateContainer",
        ],
      },
    ],
    [{ path: "status.phase", op: "matches-any", value: ["Pending", "Failed", "Unknown"] }],
  ],
  except: (pod, facts) =>
    facts
      .states(pod, "object")
      .some(({ record }) =>
        TRANSIENT.includes(String((record.fields["status"] as { reason?: unknown } | undefined)?.reason)),
      ),
  answers: workloadOf,
});
