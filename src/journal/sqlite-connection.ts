/**
 * One connection to the store's file, with the settings on which its promises rest, and two traps of the driver
 * closed (`libsql` 0.5.29 ends the whole process in both cases):
 *
 * - Parameters always travel in one array: a single parameter that is a Buffer or null would be taken for names.
 * - A column is read as what it must be, or as null: text goes through a BLOB, since bytes that are no UTF-8 are
 *   fatal, and a damaged record can hold text in any column.
 */
import { pathToFileURL } from "node:url";
import Database from "libsql";
import { InquestError } from "../core/errors.js";
import { isBusy, storeError } from "./sqlite-errors.js";

export type SqlValue = string | number | Uint8Array | null;
export type SqlRow = Readonly<Record<string, unknown>>;

/** How long one call waits for other processes, in all. */
const BUSY_TIMEOUT_MS = 60_000;
/** SQLite's own wait; it doesn't cover every case (recovery, changing the journal mode), so there is ours around it. */
const SQLITE_BUSY_TIMEOUT_MS = 5_000;
const LONGEST_PAUSE_MS = 50;

export interface ConnectionOptions {
  readonly file: string;
  readonly mode: "read-write" | "read-only" | "immutable";
  /** The file never grows beyond that; null for as far as the disk goes. */
  readonly maxBytes: number | null;
}

export class SqliteConnection {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement<SqlValue[][]>>();
  readonly #mode: ConnectionOptions["mode"];
  readonly file: string;

  constructor(options: ConnectionOptions) {
    this.file = options.file;
    this.#mode = options.mode;
    this.#database = this.#translated(() => new Database(databaseName(options), { timeout: SQLITE_BUSY_TIMEOUT_MS }));
    try {
      this.#configure(options);
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** Runs statements that give no rows and take no parameters. */
  exec(sql: string): void {
    this.#translated(() => this.#database.exec(sql));
  }

  run(sql: string, ...parameters: readonly SqlValue[]): void {
    this.#translated(() => this.#prepare(sql).run([...parameters]));
  }

  rows(sql: string, ...parameters: readonly SqlValue[]): readonly SqlRow[] {
    return this.#translated(() =>
      this.#prepare(sql)
        .all([...parameters])
        .map(plainRow),
    );
  }

  row(sql: string, ...parameters: readonly SqlValue[]): SqlRow | undefined {
    return this.rows(sql, ...parameters)[0];
  }

  /** Reads from one snapshot. */
  reading<T>(work: () => T): T {
    return this.#transaction("DEFERRED", work);
  }

  /** Writes all of it, durably, or nothing; `work` may run again and changes nothing but the store. */
  writing<T>(work: () => T): T {
    return this.#transaction("IMMEDIATE", work);
  }

  /** Empties the write-ahead log, unless others are at work, so that the file alone is the journal. */
  close(): void {
    if (this.#mode === "read-write") this.emptyLog();
    this.#statements.clear();
    this.#database.close();
  }

  /** Moves what the write-ahead log holds into the file; what was deleted is in neither of them then. */
  emptyLog(): void {
    this.rows("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  #configure({ mode, maxBytes }: ConnectionOptions): void {
    this.exec("PRAGMA trusted_schema = OFF");
    this.exec("PRAGMA cell_size_check = ON");
    this.exec("PRAGMA temp_store = MEMORY");
    if (mode !== "read-write") return;
    this.#useWriteAheadLog();
    this.exec("PRAGMA synchronous = FULL");
    this.exec("PRAGMA secure_delete = ON");
    if (maxBytes === null) return;
    const pageSize = Number(this.row("PRAGMA page_size")?.["page_size"]);
    this.rows(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageSize))}`);
  }

  #useWriteAheadLog(): void {
    const mode = this.#patiently(() => this.row("PRAGMA journal_mode = WAL"))?.["journal_mode"];
    if (mode === "wal") return;
    throw new InquestError("STORE_UNUSABLE", {
      what: "the folder's file system can't hold a write-ahead log",
      where: this.file,
      remedy: "choose a folder on a local disk",
    });
  }

  #prepare(sql: string): Database.Statement<SqlValue[][]> {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare<SqlValue[][]>(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #transaction<T>(mode: "DEFERRED" | "IMMEDIATE", work: () => T): T {
    return this.#patiently(() => {
      this.exec(`BEGIN ${mode}`);
      try {
        const result = work();
        this.exec("COMMIT");
        return result;
      } catch (error) {
        // A full disk makes SQLite roll back by itself.
        if (this.#database.inTransaction) this.exec("ROLLBACK");
        throw error;
      }
    });
  }

  /** Tries again while another process is at it. Only the worker thread waits. */
  #patiently<T>(work: () => T): T {
    const begun = performance.now();
    for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        return work();
      } catch (error) {
        if (!isBusy(error) || performance.now() - begun > BUSY_TIMEOUT_MS) throw error;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
      }
    }
  }

  #translated<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw storeError(error, this.file);
    }
  }
}

/** The driver gives bytes as an ArrayBuffer. The row is nobody else's yet. */
function plainRow(row: unknown): SqlRow {
  const columns = row as Record<string, unknown>;
  for (const name of Object.keys(columns)) {
    if (columns[name] instanceof ArrayBuffer) columns[name] = new Uint8Array(columns[name]);
  }
  return columns;
}

/** An expression that gives the column's bytes where it holds text, else null. */
export function text(column: string, as = column): string {
  return `iif(typeof(${column}) = 'text', CAST(${column} AS BLOB), NULL) AS ${as}`;
}

/** An expression that gives the column where it holds bytes, else null. */
export function blob(column: string, as = column): string {
  return `iif(typeof(${column}) = 'blob', ${column}, NULL) AS ${as}`;
}

/** An expression that gives the column where it holds an integer, else null. */
export function integer(column: string, as = column): string {
  return `iif(typeof(${column}) = 'integer', ${column}, NULL) AS ${as}`;
}

function databaseName({ file, mode }: ConnectionOptions): string {
  switch (mode) {
    case "read-write":
      return file;
    case "read-only":
      return `${pathToFileURL(file).href}?mode=ro`;
    case "immutable":
      return `${pathToFileURL(file).href}?immutable=1`;
  }
}
