import { ADDRESS_IN_USE } from "../../invariants/complaints.js";
import { bothLogged } from "../dependency/complaints.js";
import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { podIs } from "../object-signs.js";

/** Two containers of one pod want the same port. */
export const sidecarPortConflict: FaultFamily = {
  id: "routing/sidecar-port-conflict",
  title: "one of its containers finds its port taken by another",
  on: ["workload", "service"],
  prior: "rare",
  reach: "callers",
  breaks: "containers of one pod listen on ports of their own",
  suggestedBy: [breaks("logs/address-in-use"), breaks("pod/keeps-running"), breaks("pod/ready"), breaks("pod/runs")],
  expect: [
    seen("port.in-use", ({ entity }) => bothLogged(entity, ADDRESS_IN_USE), {
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
  lookalikes: [],
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
