/** The tables of a store's file: format version 1. A later version brings its own list, and a way up from this one. */
import { InquestError } from "../core/errors.js";
import { integer, type SqliteConnection, text } from "./sqlite-connection.js";

/** `INQJ`: says in the file's header whose file it is. */
export const APPLICATION_ID = 0x494e514a;
export const FORMAT_VERSION = 1;

/**
 * `STRICT`, so that a column holds what it says. Bodies have row ids since they are large; the others are stored in
 * the order of their keys.
 */
const TABLES = {
  meta: `CREATE TABLE meta (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    format_version INTEGER NOT NULL,
    installation TEXT NOT NULL,
    control_epoch INTEGER NOT NULL
  ) STRICT`,
  keys: `CREATE TABLE keys (
    position INTEGER PRIMARY KEY,
    public_key TEXT NOT NULL,
    endorsement TEXT
  ) STRICT`,
  streams: `CREATE TABLE streams (
    name TEXT NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL,
    frontier BLOB NOT NULL,
    salt BLOB,
    created_at INTEGER NOT NULL,
    sealed INTEGER NOT NULL,
    lease_holder TEXT,
    fence INTEGER NOT NULL,
    lease_expires INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  entries: `CREATE TABLE entries (
    stream TEXT NOT NULL,
    seq INTEGER NOT NULL,
    leaf BLOB NOT NULL,
    leaf_hash BLOB NOT NULL,
    PRIMARY KEY (stream, seq)
  ) STRICT, WITHOUT ROWID`,
  bodies: `CREATE TABLE bodies (
    stream TEXT NOT NULL,
    id TEXT NOT NULL,
    data_class TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (stream, id)
  ) STRICT`,
  heads: `CREATE TABLE heads (
    stream TEXT NOT NULL,
    size INTEGER NOT NULL,
    root BLOB NOT NULL,
    checkpoint TEXT NOT NULL,
    signed_at INTEGER NOT NULL,
    PRIMARY KEY (stream, size)
  ) STRICT, WITHOUT ROWID`,
} as const;

/** Whether the file has no table yet. */
export function isFresh(connection: SqliteConnection): boolean {
  return connection.row("SELECT 1 AS found FROM sqlite_schema LIMIT 1") === undefined;
}

/** In the caller's transaction. */
export function createTables(connection: SqliteConnection): void {
  connection.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
  for (const sql of Object.values(TABLES)) connection.exec(sql);
}

/**
 * Refuses a file of another program, of a newer version, and one to which somebody added a trigger, view or index
 * of their own: it could change what is read or written.
 *
 * @throws InquestError `STORE_UNUSABLE` or `INTEGRITY`
 */
export function assertSchema(connection: SqliteConnection): void {
  const refuse = (what: string, remedy: string) => {
    throw new InquestError("STORE_UNUSABLE", { what, where: connection.file, remedy });
  };
  if (connection.row("PRAGMA application_id")?.["application_id"] !== APPLICATION_ID) {
    refuse("the file is a database of another program", "choose another folder for the journal");
  }
  const version = connection.row(`SELECT ${integer("format_version")} FROM meta`)?.["format_version"];
  if (typeof version !== "number") refuse("the file does not say its format", "restore it from a copy");
  if (version !== FORMAT_VERSION) {
    refuse(
      `the journal has format ${String(version)}, this program writes format ${FORMAT_VERSION}`,
      "use the version of Inquest that made it, or a newer one",
    );
  }
  const altered = unexpectedObjects(connection);
  if (altered.length > 0) {
    throw new InquestError("INTEGRITY", {
      what: `the journal's tables were altered: ${altered.join(", ")}`,
      where: connection.file,
      remedy: "restore the file from a copy",
    });
  }
}

/** Names of tables that are missing or defined otherwise, and of anything that should not be there. */
function unexpectedObjects(connection: SqliteConnection): readonly string[] {
  const expected = new Map<string, string>(Object.entries(TABLES));
  const unexpected: string[] = [];
  for (const row of connection.rows(`SELECT ${text("name")}, ${text("sql")} FROM sqlite_schema`)) {
    const [name, sql] = [printable(row["name"]), printable(row["sql"])];
    // An index without a definition is the one that a table makes for its own key.
    if (name.startsWith("sqlite_autoindex_") && row["sql"] === null) continue;
    if (expected.get(name) !== sql) unexpected.push(`\`${name}\``);
    expected.delete(name);
  }
  return [...unexpected, ...[...expected.keys()].map((name) => `\`${name}\` is missing`)];
}

function printable(value: unknown): string {
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : "";
}
