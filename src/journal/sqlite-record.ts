/** The rows of a SQLite store. */
import { z } from "zod";
import type { Digest } from "../core/digest.js";
import { InquestError } from "../core/errors.js";
import { Instant } from "../core/time.js";
import type { KeyRow } from "./keyring.js";
import type { BodyRow, EntryRow, HeadRow, RecordSource, StreamRow } from "./record-source.js";
import { blob, integer, type SqliteConnection, text } from "./sqlite-connection.js";

/** Rows that one query of a walk over entries brings. */
const WALK_ROWS = 512;
const MAX_DAMAGE = 20;

const Text = z.instanceof(Uint8Array).transform((bytes, context) => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    context.addIssue({ code: "custom", message: "bytes that are no text" });
    return z.NEVER;
  }
});
const Bytes = z.instanceof(Uint8Array);
const Count = z.int().nonnegative();

const MetaColumns = z.object({ installation: Text, control_epoch: Count });
const KeyColumns = z.object({ public_key: Text, endorsement: Text.nullable() });
const StreamColumns = z.object({
  name: Text,
  size: Count,
  frontier: Bytes,
  salt: Bytes.nullable(),
  created_at: Instant,
  sealed: z.union([z.literal(0), z.literal(1)]),
  lease_holder: Text.nullable(),
  fence: Count,
  lease_expires: Count,
});
const EntryColumns = z.object({ seq: Count, leaf: Bytes.nullable(), leaf_hash: Bytes.nullable() });
const HeadColumns = z.object({ size: Count, root: Bytes.nullable(), checkpoint: Text });
const BodyColumns = z.object({ data_class: Text, bytes: Bytes });

const META = `SELECT ${text("installation")}, ${integer("control_epoch")} FROM meta`;
const KEYS = `SELECT ${text("public_key")}, ${text("endorsement")} FROM keys ORDER BY position`;
const STREAM_NAMES = `SELECT ${text("name")} FROM streams ORDER BY streams.name`;
const STREAM = `SELECT ${text("name")}, ${integer("size")}, ${blob("frontier")}, ${blob("salt")},
  ${integer("created_at")}, ${integer("sealed")}, ${text("lease_holder")}, ${integer("fence")},
  ${integer("lease_expires")} FROM streams WHERE streams.name = ?`;
const ENTRIES = `SELECT ${integer("seq")}, ${blob("leaf")}, ${blob("leaf_hash")} FROM entries
  WHERE entries.stream = ? AND entries.seq >= ? AND entries.seq < ? ORDER BY entries.seq LIMIT ?`;
const HEADS = `SELECT ${integer("size")}, ${blob("root")}, ${text("checkpoint")} FROM heads
  WHERE heads.stream = ? ORDER BY heads.size`;
const BODY_IDS = `SELECT ${text("id")} FROM bodies WHERE bodies.stream = ? ORDER BY bodies.id`;
const BODY = `SELECT ${text("data_class")}, ${blob("bytes")} FROM bodies WHERE bodies.stream = ? AND bodies.id = ?`;
const NAMES_IN_USE = ["entries", "bodies", "heads"]
  .map((table) => `SELECT DISTINCT ${text("stream", "name")} FROM ${table}`)
  .join(" UNION ");
const DAMAGE = `SELECT ${text("integrity_check", "line")} FROM pragma_integrity_check(${MAX_DAMAGE})`;

export class SqliteRecord implements RecordSource {
  readonly #connection: SqliteConnection;
  readonly where: string;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
    this.where = connection.file;
  }

  meta(): { readonly installation: string; readonly epoch: number } {
    const row = this.#read(MetaColumns, this.#connection.row(META), "the row of `meta`");
    return { installation: row.installation, epoch: row.control_epoch };
  }

  keys(): readonly KeyRow[] {
    return this.#connection.rows(KEYS).map((row) => {
      const { public_key, endorsement } = this.#read(KeyColumns, row, "a row of `keys`");
      return { publicKey: public_key, endorsement };
    });
  }

  streamNames(): readonly string[] {
    return this.#connection.rows(STREAM_NAMES).map(lossyName);
  }

  stream(name: string): StreamRow | null {
    const found = this.#connection.row(STREAM, name);
    if (found === undefined) return null;
    const row = this.#read(StreamColumns, found, `stream \`${name}\``);
    return {
      stream: row.name,
      size: row.size,
      frontier: row.frontier,
      salt: row.salt,
      createdAt: row.created_at,
      sealed: row.sealed === 1,
      leaseHolder: row.lease_holder,
      fence: row.fence,
      leaseExpires: row.lease_expires,
    };
  }

  *entries(stream: string, from: number, to = Number.MAX_SAFE_INTEGER): Iterable<EntryRow> {
    for (let next = from; next < to; ) {
      const rows = this.#connection.rows(ENTRIES, stream, next, to, WALK_ROWS);
      for (const row of rows) {
        const { seq, leaf, leaf_hash } = this.#read(EntryColumns, row, `an entry of \`${stream}\` after ${next - 1}`);
        // A damaged file may give the same row for ever.
        if (seq < next) throw this.#unreadable(`entries of \`${stream}\` after ${next - 1} are out of order`);
        next = seq + 1;
        yield { seq, leaf, leafHash: leaf_hash };
      }
      if (rows.length < WALK_ROWS) return;
    }
  }

  heads(stream: string): readonly HeadRow[] {
    return this.#connection.rows(HEADS, stream).map((row) => this.#read(HeadColumns, row, `a head of \`${stream}\``));
  }

  bodyIds(stream: string): readonly Digest[] {
    const row = z.object({ id: Text });
    return this.#connection
      .rows(BODY_IDS, stream)
      .map((found) => this.#read(row, found, `the id of a body of \`${stream}\``).id);
  }

  body(stream: string, id: Digest): BodyRow | null {
    const found = this.#connection.row(BODY, stream, id);
    if (found === undefined) return null;
    const row = this.#read(BodyColumns, found, `body ${id} of \`${stream}\``);
    return { dataClass: row.data_class, bytes: row.bytes };
  }

  namesInUse(): readonly string[] {
    return this.#connection.rows(NAMES_IN_USE).map(lossyName);
  }

  damage(): readonly string[] {
    const lines = this.#connection.rows(DAMAGE).map((row) => lossyText(row["line"]));
    return lines.length === 1 && lines[0] === "ok" ? [] : lines;
  }

  #read<T>(columns: z.ZodType<T>, row: unknown, what: string): T {
    const read = columns.safeParse(row);
    if (read.success) return read.data;
    throw this.#unreadable(`${what} is not what it should be: ${z.prettifyError(read.error)}`);
  }

  #unreadable(what: string): InquestError {
    return new InquestError("INTEGRITY", { what, where: this.where, remedy: "restore the journal from a copy" });
  }
}

/** A name that is no text becomes one that no stream can have. */
function lossyName(row: Readonly<Record<string, unknown>>): string {
  return lossyText(row["name"]);
}

function lossyText(value: unknown): string {
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : "";
}
