import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { protocolMisfits, readyPodsBehind, refuses, someEndpoints } from "./services.js";

/** A service speaks another protocol than its pods. */
export const protocolMismatch: FaultFamily = {
  id: "routing/protocol-mismatch",
  title: "its port is of another protocol than that of its pods",
  on: ["service"],
  prior: "uncommon",
  reach: "callers",
  breaks: "a service's port has the protocol of the container's",
  suggestedBy: [breaks("service/answers"), breaks("service/finds-a-pod")],
  expect: [
    seen("connections.refused", refuses, { ifTrue: "mostly", otherwise: "seldom" }),
    seen("protocol.differs", protocolMisfits, { ifTrue: "nearly-always", otherwise: "hardly-ever" }),
    seen("endpoints.there", someEndpoints, { ifTrue: "mostly", otherwise: "mostly" }),
    predicts("pods.ready-all-the-same", readyPodsBehind, { ifTrue: "nearly-always", otherwise: "mostly" }),
  ],
  forbids: [],
  lookalikes: [{ fault: "routing/target-port-mismatch", toldApartBy: "protocol.differs" }],
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
