import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { podsWithoutNode, serviceInactive, serviceStopped } from "./node-signs.js";

/** New pods are given to no node, and nobody says why. */
export const schedulerDown: FaultFamily = {
  id: "infrastructure/scheduler-down",
  title: "its scheduler does not run",
  on: ["node"],
  prior: "uncommon",
  reach: "callers",
  breaks: "the services of a node run",
  suggestedBy: [
    breaks("node/services-run"),
    { signal: "state", directions: ["is", "appeared"], suspect: "entity", subjects: ["cluster/schedules"] },
  ],
  expect: [
    seen("service.not-active", ({ entity }) => serviceInactive(entity, "kube-scheduler"), {
      ifTrue: "nearly-always",
      otherwise: "hardly-ever",
    }),
    seen("pods.without-a-node", (_, facts) => podsWithoutNode(facts), { ifTrue: "nearly-always", otherwise: "seldom" }),
    predicts("service.stopped", ({ entity }) => serviceStopped(entity, "kube-scheduler"), {
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
      what: "start kube-scheduler on the node, and keep its journal",
      rollback: "stop it again",
      success: "the service is active and the node ready",
    },
  ],
};
