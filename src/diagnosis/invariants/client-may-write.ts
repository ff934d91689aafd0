import { READ_ONLY } from "./complaints.js";
import { logRule } from "./log-rule.js";

export const clientMayWrite = logRule({
  id: "logs/read-only",
  holds: "a client may write to its database",
  weight: 3,
  neverSays: READ_ONLY,
  answers: ({ namespace, name }) => ({ kind: "workload", namespace, name }),
});
