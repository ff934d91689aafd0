import { evaluate } from "../assertions/evaluate.js";
import type { Facts } from "../assertions/facts.js";
import type { Invariant } from "./invariant.js";
import { entitiesOf, isControlPlane, objectOf, textAt } from "./objects.js";

/** A pending pod that no scheduler has said anything about: whoever should place it does not speak. */
export const clusterSchedules: Invariant = {
  id: "cluster/schedules",
  holds: "a scheduler places each pod, or says why it cannot",
  weight: 2,
  broken(facts) {
    const silent = entitiesOf(facts, "pod").filter(
      (pod) => textAt(objectOf(facts, pod), "status", "phase") === "Pending" && isSilent(pod, facts),
    );
    const planes = entitiesOf(facts, "node").filter((node) => isControlPlane(objectOf(facts, node)));
    return silent.slice(0, 1).flatMap((pod) =>
      planes.map((entity) => ({
        entity,
        assertion: {
          kind: "is" as const,
          entity: pod,
          aspect: "object" as const,
          where: [
            { path: "status.phase", op: "equals" as const, value: "Pending" },
            { path: "spec.nodeName", op: "missing" as const },
          ],
          window: null,
        },
      })),
    );
  },
};

function isSilent(pod: ReturnType<typeof entitiesOf>[number], facts: Facts): boolean {
  return (
    evaluate(
      {
        kind: "happened",
        entity: pod,
        reasons: ["FailedScheduling", "Scheduled"],
        text: [],
        sources: ["event"],
        window: null,
      },
      facts,
    ).truth !== "holds"
  );
}
