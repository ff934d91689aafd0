import type { FaultDeclaration, FaultVariant } from "./fault.js";

function exhausted(
  topology: string,
  database: string,
  job: string,
  requestsPerSecond: number,
  spared: readonly string[],
): FaultVariant {
  const fault = "dependency/connection-exhaustion";
  return {
    topology,
    requestsPerSecond,
    answer: { entity: `database:${topology}/${database}`, fault },
    acceptable: [{ entity: `process:${topology}/${job}`, fault }],
    spared,
    parameters: { database, job },
    steps: [{ do: "open-sessions", database, job, count: 100 }],
  };
}

/** A job opens connections and never closes them, until the server has none left for the services. */
export const connectionExhaustion: FaultDeclaration = {
  name: "connection-exhaustion",
  about: "a job takes all connections of a database, and services are refused",
  variants: [
    exhausted("shop", "orders-db", "loyalty-export", 40, ["orders", "payments", "inventory"]),
    exhausted("bookshop", "books-db", "search-reindex", 36, ["library", "billing"]),
    exhausted("canteen", "till-db", "audit-copy", 44, ["tickets", "cashier"]),
  ],
};
