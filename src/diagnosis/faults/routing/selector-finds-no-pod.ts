import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { noEndpoints, readyPodsBehind, refuses, selectorMisfits } from "./services.js";

/** A service selects labels that no pod carries. */
export const selectorFindsNoPod: FaultFamily = {
  id: "routing/selector-finds-no-pod",
  title: "it selects labels that none of its pods carries",
  on: ["service"],
  prior: "uncommon",
  reach: "callers",
  breaks: "a service's selector finds the pods that are there for it",
  suggestedBy: [breaks("service/finds-a-pod"), breaks("service/answers")],
  expect: [
    seen("endpoints.empty", noEndpoints, { ifTrue: "nearly-always", otherwise: "hardly-ever" }),
    seen("pods.ready-all-the-same", readyPodsBehind, { ifTrue: "nearly-always", otherwise: "seldom" }),
    seen("selector.differs-from-labels", selectorMisfits, { ifTrue: "nearly-always", otherwise: "hardly-ever" }),
    predicts("connections.refused", refuses, { ifTrue: "nearly-always", otherwise: "now-and-then" }),
  ],
  forbids: [],
  lookalikes: [{ fault: "routing/target-port-mismatch", toldApartBy: "endpoints.empty" }],
  mitigate: ({ entity }) => [
    {
      kind: "revert-configuration",
      target: entity,
      risk: "low",
      what: "set it back to what worked before",
      rollback: "apply the change again",
      success: "connections to the service open",
    },
  ],
};
