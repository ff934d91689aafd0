import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { readyPodsBehind, refuses, someEndpoints, targetMisfits } from "./services.js";

/** A service sends what arrives to a port on which its pods do not listen. */
export const targetPortMismatch: FaultFamily = {
  id: "routing/target-port-mismatch",
  title: "it sends to a port on which its pods do not listen",
  on: ["service"],
  prior: "uncommon",
  reach: "callers",
  breaks: "the target port of a service is one that its pods listen on",
  suggestedBy: [breaks("service/answers")],
  expect: [
    seen("connections.refused", refuses, { ifTrue: "nearly-always", otherwise: "hardly-ever" }),
    seen("target.not-a-container-port", targetMisfits, { ifTrue: "nearly-always", otherwise: "hardly-ever" }),
    seen("endpoints.there", someEndpoints, { ifTrue: "nearly-always", otherwise: "mostly" }),
    predicts("pods.ready-all-the-same", readyPodsBehind, { ifTrue: "nearly-always", otherwise: "mostly" }),
  ],
  forbids: [],
  lookalikes: [
    { fault: "routing/selector-finds-no-pod", toldApartBy: "endpoints.there" },
    { fault: "routing/protocol-mismatch", toldApartBy: "target.not-a-container-port" },
  ],
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
