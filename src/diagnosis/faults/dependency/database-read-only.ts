import { READ_ONLY } from "../../invariants/complaints.js";
import { breaks, type FaultFamily, predicts, seen } from "../family.js";
import { everLogged } from "../object-signs.js";
import { saidAbout } from "./complaints.js";

/** The database takes no writes. */
export const databaseReadOnly: FaultFamily = {
  id: "dependency/database-read-only",
  title: "it refuses writes: it is read-only",
  on: ["database", "workload", "service"],
  prior: "uncommon",
  reach: "callers",
  breaks: "a primary database takes writes",
  suggestedBy: [breaks("logs/read-only")],
  expect: [
    seen("callers.told-read-only", (c, facts) => saidAbout(c, facts, READ_ONLY), {
      ifTrue: "nearly-always",
      otherwise: "hardly-ever",
    }),
    predicts("database.says-read-only", ({ entity }) => everLogged({ ...entity, kind: "service" }, READ_ONLY), {
      ifTrue: "now-and-then",
      otherwise: "hardly-ever",
    }),
  ],
  forbids: [],
  lookalikes: [],
  mitigate: ({ entity }) => [
    {
      kind: "revert-configuration",
      target: entity,
      risk: "low",
      what: "set it back to what worked before",
      rollback: "apply the change again",
      success: "connections to the service open",
    },
  ],
};
