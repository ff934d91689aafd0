import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { fullEntries, lackingWorkloads, refusals } from "./quotas.js";

const RESOURCES = ["requests.memory", "limits.memory", "memory"] as const;

/** A quota of the namespace leaves no room for what is asked: memory. */
export const memoryQuota: FaultFamily = {
  id: "admission/memory-quota",
  title: "its quota of memory is used up",
  on: ["namespace"],
  prior: "uncommon",
  reach: "callers",
  breaks: "a quota has room for what is desired",
  suggestedBy: [breaks("quota/has-room"), { ...breaks("workload/ready-as-desired"), suspect: "namespace" }],
  expect: [
    seen("quota.full", ({ entity }, facts) => fullEntries(entity, facts, RESOURCES), {
      ifTrue: "mostly",
      otherwise: "seldom",
    }),
    seen("creation.refused", ({ entity }, facts) => refusals(entity, facts, RESOURCES), {
      ifTrue: "nearly-always",
      otherwise: "hardly-ever",
    }),
    predicts("workload.lacks-pods", ({ entity }, facts) => lackingWorkloads(entity, facts), {
      ifTrue: "mostly",
      otherwise: "now-and-then",
    }),
  ],
  forbids: [],
  lookalikes: [],
  mitigate: ({ entity }) => [
    {
      kind: "raise-limit",
      target: entity,
      risk: "low",
      what: "raise the quota, or delete what nobody needs any more",
      rollback: "set the former quota",
      success: "what was refused is created",
    },
  ],
};
