/** The reading half of a SQLite store, synchronous: it runs in the worker thread. */
import { bodyId, type Digest } from "../core/digest.js";
import { InquestError } from "../core/errors.js";
import type { StreamInfo } from "../core/ports/store.js";
import { unknownStream } from "./append-rules.js";
import { damaged } from "./entry-codec.js";
import type { ExportHeader } from "./export-format.js";
import { readKeyring } from "./keyring.js";
import { formatVerifyingKey, keyNameOf } from "./keys.js";
import { EMPTY_FRONTIER, type Frontier, hashLeaf, sameHash } from "./merkle-tree.js";
import type { BodyRow, StreamRow } from "./record-source.js";
import type { SqliteConnection } from "./sqlite-connection.js";
import { SqliteRecord } from "./sqlite-record.js";
import { checkStream } from "./stream-check.js";

const CHUNK_ENTRIES = 128;
const CHUNK_BYTES = 512 * 1024;

/** Leaves one after the other, to be handed over as one piece of memory. */
export interface LeafChunk {
  readonly bytes: Uint8Array;
  /** Where each leaf ends. */
  readonly ends: readonly number[];
}

export class SqliteReader {
  readonly #connection: SqliteConnection;
  readonly record: SqliteRecord;
  /** How far each stream was checked by this process, or written by it. */
  readonly #checked = new Map<string, Frontier>();

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
    this.record = new SqliteRecord(connection);
  }

  epoch(): number {
    return this.record.meta().epoch;
  }

  /** Its name, and its public keys in the form of C2SP signed notes, the oldest first. */
  installation(): { readonly name: string; readonly publicKeys: readonly string[] } {
    const name = this.record.meta().installation;
    return { name, publicKeys: readKeyring(keyNameOf(name), this.record.keys()).map(formatVerifyingKey) };
  }

  list(): readonly StreamInfo[] {
    return this.#connection.reading(() => this.record.streamNames().map((name) => infoOf(this.existing(name))));
  }

  info(stream: string): StreamInfo | null {
    const row = this.record.stream(stream);
    return row === null ? null : infoOf(row);
  }

  /** The bytes, once they are known to be the body's. */
  body(stream: string, id: Digest): Uint8Array | null {
    return this.labelledBody(stream, id)?.bytes ?? null;
  }

  labelledBody(stream: string, id: Digest): BodyRow | null {
    return this.#connection.reading(() => {
      const body = this.record.body(stream, id);
      if (body === null) return null;
      const salt = this.record.stream(stream)?.salt ?? null;
      if (salt !== null && bodyId(salt, body.bytes) === id) return body;
      throw new InquestError("INTEGRITY", {
        what: salt === null ? "the salt is missing, so the body can't be checked" : "the body was altered",
        where: `stream \`${stream}\`, body ${id}`,
        remedy: "run `journal verify` to see all that was altered, and restore the journal from a copy",
      });
    });
  }

  /**
   * Checks the stream and gives its size. A reading from the start checks it from the start; a later one goes on
   * from where this process had come.
   */
  begin(stream: string, from: number): number {
    return this.#connection.reading(() => this.check(stream, from === 0).size);
  }

  /** Leaves from `from` on and below `to`, as many as make a piece of work that holds nobody up. */
  chunk(stream: string, from: number, to: number): LeafChunk {
    const leaves: Uint8Array[] = [];
    const ends: number[] = [];
    let length = 0;
    for (const { seq, leaf, leafHash } of this.record.entries(stream, from, Math.min(to, from + CHUNK_ENTRIES))) {
      const expected = from + leaves.length;
      if (seq !== expected) throw damaged(stream, expected, "is missing");
      if (leaf === null || leafHash === null || !sameHash(hashLeaf(leaf), leafHash)) {
        throw damaged(stream, seq, "was altered");
      }
      leaves.push(leaf);
      length += leaf.length;
      ends.push(length);
      if (length >= CHUNK_BYTES) break;
    }
    if (leaves.length === 0 && from < to) throw damaged(stream, from, "is missing");
    return { bytes: concatenated(leaves, length), ends };
  }

  /** What an export of the first `size` entries begins with. */
  exportHeader(stream: string, size: number): ExportHeader {
    const { salt } = this.existing(stream);
    const { name, publicKeys } = this.installation();
    const head = this.record.heads(stream).findLast((row) => row.size <= size);
    return {
      installation: name,
      stream,
      size,
      salt: salt === null ? null : Buffer.from(salt).toString("base64"),
      head: head?.checkpoint ?? null,
      publicKeys,
    };
  }

  /** In the caller's transaction. */
  check(stream: string, fromTheStart: boolean): Frontier {
    const { installation } = this.record.meta();
    const known = this.#checked.get(stream) ?? EMPTY_FRONTIER;
    const row = this.existing(stream);
    const keys = readKeyring(keyNameOf(installation), this.record.keys());
    const check = { source: this.record, row, installation, keys };
    // What shrank since this process saw it was rolled back, wherever the reading begins.
    if (fromTheStart && row.size < known.size) checkStream({ ...check, from: known });
    const frontier = checkStream({ ...check, from: fromTheStart ? EMPTY_FRONTIER : known });
    this.#checked.set(stream, frontier);
    return frontier;
  }

  /** How far the stream is known to be what it should. */
  checked(stream: string): Frontier | null {
    return this.#checked.get(stream) ?? null;
  }

  /** Notes what this process wrote itself. */
  noteChecked(stream: string, frontier: Frontier): void {
    this.#checked.set(stream, frontier);
  }

  existing(stream: string): StreamRow {
    const row = this.record.stream(stream);
    if (row === null) throw unknownStream(stream);
    return row;
  }
}

function infoOf(row: StreamRow): StreamInfo {
  const { stream, size, createdAt, sealed, salt } = row;
  return { stream, size, createdAt, sealed, salt: salt === null ? null : new Uint8Array(salt) };
}

function concatenated(leaves: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const leaf of leaves) {
    bytes.set(leaf, at);
    at += leaf.length;
  }
  return bytes;
}
