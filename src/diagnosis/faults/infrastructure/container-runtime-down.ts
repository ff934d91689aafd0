import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { nodeNotReady, serviceInactive, serviceStopped } from "./node-signs.js";

/** No container on the node can be started or asked. */
export const containerRuntimeDown: FaultFamily = {
  id: "infrastructure/container-runtime-down",
  title: "its container runtime does not run",
  on: ["node"],
  prior: "uncommon",
  reach: "callers",
  breaks: "the services of a node run",
  suggestedBy: [breaks("node/ready"), breaks("node/services-run")],
  expect: [
    seen("service.not-active", ({ entity }) => serviceInactive(entity, "containerd"), {
      ifTrue: "nearly-always",
      otherwise: "hardly-ever",
    }),
    seen("node.not-ready", ({ entity }) => nodeNotReady(entity), { ifTrue: "mostly", otherwise: "hardly-ever" }),
    predicts("service.stopped", ({ entity }) => serviceStopped(entity, "containerd"), {
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
      what: "start containerd on the node, and keep its journal",
      rollback: "stop it again",
      success: "the service is active and the node ready",
    },
  ],
};
