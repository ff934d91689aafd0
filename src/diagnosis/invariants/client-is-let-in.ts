import { ACCESS_DENIED } from "./complaints.js";
import { logRule } from "./log-rule.js";

export const clientIsLetIn = logRule({
  id: "logs/access-denied",
  holds: "a client is let in by what it calls",
  weight: 3,
  neverSays: ACCESS_DENIED,
  answers: ({ namespace, name }) => ({ kind: "workload", namespace, name }),
});
