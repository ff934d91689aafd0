import type { FaultDeclaration, FaultVariant } from "./fault.js";

interface Hold {
  readonly topology: string;
  readonly requestsPerSecond: number;
  readonly database: string;
  readonly table: string;
  /** `table`: writers of the table wait; `rows`: writers of any of its rows wait; `all`: readers wait too. */
  readonly lock: "table" | "rows" | "all";
  readonly job: string;
  /** A statement that ends the work before the job goes idle. */
  readonly last: string;
  readonly spared: readonly string[];
  /** A column that the row lock may write without changing anything. */
  readonly column?: string;
}

function hold({
  topology,
  requestsPerSecond,
  database,
  table,
  lock,
  job,
  last,
  spared,
  column = "id",
}: Hold): FaultVariant {
  const statements: Readonly<Record<Hold["lock"], string>> = {
    table: `LOCK TABLE ${table} IN EXCLUSIVE MODE`,
    rows: `UPDATE ${table} SET ${column} = ${column}`,
    all: `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`,
  };
  const fault = "dependency/lock-contention";
  return {
    topology,
    requestsPerSecond,
    answer: { entity: `database:${topology}/${database}`, fault },
    acceptable: [{ entity: `process:${topology}/${job}`, fault }],
    spared,
    parameters: { database, table, lock, job },
    steps: [{ do: "hold-transaction", database, job, statements: [statements[lock], last] }],
  };
}

/** A maintenance job leaves its transaction open, and those who write (or read) the same rows wait for it. */
export const lockContention: FaultDeclaration = {
  name: "lock-contention",
  about: "a job's open transaction holds a lock that a service's statements wait for",
  variants: [
    hold({
      topology: "shop",
      requestsPerSecond: 40,
      database: "orders-db",
      table: "orders",
      lock: "table",
      job: "order-archive",
      last: "SELECT count(*) FROM orders WHERE placed_at < now() - interval '2 years'",
      spared: ["orders"],
    }),
    hold({
      topology: "bookshop",
      requestsPerSecond: 36,
      database: "books-db",
      table: "books",
      lock: "rows",
      column: "copies",
      job: "stocktaking",
      last: "SELECT sum(copies) FROM books",
      spared: ["library"],
    }),
    hold({
      topology: "canteen",
      requestsPerSecond: 48,
      database: "till-db",
      table: "bookings",
      lock: "all",
      job: "day-closing",
      last: "SELECT max(id) FROM bookings",
      spared: ["cashier"],
    }),
    hold({
      topology: "shop",
      requestsPerSecond: 30,
      database: "catalogue-db",
      table: "products",
      lock: "all",
      job: "assortment-import",
      last: "SELECT max(updated_at) FROM products",
      spared: ["catalogue"],
    }),
  ],
};
