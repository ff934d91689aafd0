import { TOO_MANY_CONNECTIONS } from "./complaints.js";
import { logRule } from "./log-rule.js";

export const databaseHasConnections = logRule({
  id: "logs/too-many-connections",
  holds: "a database has connections to spare",
  weight: 3,
  neverSays: TOO_MANY_CONNECTIONS,
  answers: ({ namespace, name }) => ({ kind: "workload", namespace, name }),
});
