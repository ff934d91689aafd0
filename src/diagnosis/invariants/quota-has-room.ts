import { stateRule } from "./state-rule.js";

export const quotaHasRoom = stateRule({
  id: "quota/has-room",
  holds: "a quota has room for another pod",
  weight: 1,
  on: "other:resourcequota",
  aspect: "object",
  brokenBy: [[{ path: "status.entries.*.full", op: "equals", value: true }]],
  answers: (quota) => ({ kind: "namespace", namespace: "", name: quota.namespace }),
});
