import { ADDRESS_IN_USE } from "./complaints.js";
import { logRule } from "./log-rule.js";

export const processGetsItsPort = logRule({
  id: "logs/address-in-use",
  holds: "a process gets the port that it listens on",
  weight: 3,
  neverSays: ADDRESS_IN_USE,
  answers: ({ namespace, name }) => ({ kind: "workload", namespace, name }),
});
