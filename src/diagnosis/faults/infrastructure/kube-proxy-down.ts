import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { serviceInactive, serviceStopped } from "./node-signs.js";

/** Services are not reached from this node any more. */
export const kubeProxyDown: FaultFamily = {
  id: "infrastructure/kube-proxy-down",
  title: "its kube-proxy does not run",
  on: ["node"],
  prior: "uncommon",
  reach: "callers",
  breaks: "the services of a node run",
  suggestedBy: [
    breaks("node/services-run"),
    { signal: "state", directions: ["is", "appeared"], suspect: "entity", subjects: ["node/reaches-services"] },
  ],
  expect: [
    seen("service.not-active", ({ entity }) => serviceInactive(entity, "kube-proxy"), {
      ifTrue: "nearly-always",
      otherwise: "hardly-ever",
    }),
    predicts("service.stopped", ({ entity }) => serviceStopped(entity, "kube-proxy"), {
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
      what: "start kube-proxy on the node, and keep its journal",
      rollback: "stop it again",
      success: "the service is active and the node ready",
    },
  ],
};
