import { stateRule } from "./state-rule.js";

export const claimIsBound = stateRule({
  id: "volume/claim-is-bound",
  holds: "a claim for a volume is bound",
  weight: 2,
  on: "volume",
  aspect: "object",
  brokenBy: [
    [
      { path: "kind", op: "equals", value: "PersistentVolumeClaim" },
      { path: "status.phase", op: "matches-any", value: ["Pending", "Lost"] },
    ],
  ],
});
