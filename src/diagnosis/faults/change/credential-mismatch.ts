import { ACCESS_DENIED } from "../../invariants/complaints.js";
import { bothLogged } from "../dependency/complaints.js";
import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { podIs } from "../object-signs.js";

/** It presents a password or user that the other side does not accept. */
export const credentialMismatch: FaultFamily = {
  id: "change/credential-mismatch",
  title: "it presents credentials that its database does not accept",
  on: ["workload", "service"],
  prior: "uncommon",
  reach: "callers",
  breaks: "credentials in use are those that the other side knows",
  suggestedBy: [breaks("logs/access-denied"), breaks("pod/keeps-running"), breaks("pod/ready")],
  expect: [
    seen("access.denied", ({ entity }) => bothLogged(entity, ACCESS_DENIED), {
      ifTrue: "nearly-always",
      otherwise: "hardly-ever",
    }),
    predicts(
      "process.restarts",
      (c, facts) => podIs(c, facts, [{ path: "status.restartCount", op: "above", value: 0 }]),
      { ifTrue: "mostly", otherwise: "seldom" },
    ),
  ],
  forbids: [],
  lookalikes: [{ fault: "change/wrong-address", toldApartBy: "access.denied" }],
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
