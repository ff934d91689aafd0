import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { objectIs, serviceOf } from "../object-signs.js";
import { noEndpoints } from "../routing/services.js";

/** Somebody set the number of its replicas to none. */
export const scaledToZero: FaultFamily = {
  id: "change/scaled-to-zero",
  title: "it was scaled to no replicas",
  on: ["workload"],
  prior: "uncommon",
  reach: "callers",
  breaks: "a workload that others call has a replica",
  suggestedBy: [breaks("workload/desires-a-pod"), breaks("service/finds-a-pod")],
  expect: [
    seen(
      "replicas.none-desired",
      ({ entity }) => objectIs(entity, [{ path: "spec.replicas", op: "equals", value: 0 }]),
      { ifTrue: "nearly-always", otherwise: "hardly-ever" },
    ),
    predicts("endpoints.empty", ({ entity }) => noEndpoints({ entity: serviceOf(entity) }), {
      ifTrue: "nearly-always",
      otherwise: "seldom",
    }),
  ],
  forbids: [],
  lookalikes: [],
  mitigate: ({ entity }) => [
    {
      kind: "scale",
      target: entity,
      risk: "low",
      what: "set the former number of replicas",
      rollback: "scale it to none again",
      success: "its pods are ready and its service has endpoints",
    },
  ],
};
