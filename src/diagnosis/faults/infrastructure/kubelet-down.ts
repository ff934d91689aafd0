import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { nodeNotReady, serviceInactive, serviceStopped } from "./node-signs.js";

/** The agent of the node is gone: nothing on it is looked after. */
export const kubeletDown: FaultFamily = {
  id: "infrastructure/kubelet-down",
  title: "its kubelet does not run",
  on: ["node"],
  prior: "uncommon",
  reach: "callers",
  breaks: "the services of a node run",
  suggestedBy: [breaks("node/ready"), breaks("node/services-run")],
  expect: [
    seen("service.not-active", ({ entity }) => serviceInactive(entity, "kubelet"), {
      ifTrue: "nearly-always",
      otherwise: "hardly-ever",
    }),
    seen("node.not-ready", ({ entity }) => nodeNotReady(entity), { ifTrue: "nearly-always", otherwise: "hardly-ever" }),
    predicts("service.stopped", ({ entity }) => serviceStopped(entity, "kubelet"), {
      ifTrue: "mostly",
      otherwise: "seldom",
    }),
  ],
  forbids: [],
  lookalikes: [],
  mitigate: ({ entity }) => [
    {
      kind: "restart",
      target: entity,
      risk: "low",
      what: "start kubelet on the node, and keep its journal",
      rollback: "stop it again",
      success: "the service is active and the node ready",
    },
  ],
};
