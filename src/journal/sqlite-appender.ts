/** Appends to a SQLite store. Requests that wait together become durable together: one commit, one result each. */
import type { Digest } from "../core/digest.js";
import { InquestError } from "../core/errors.js";
import type { AppendRequest } from "../core/ports/store.js";
import type { Instant } from "../core/time.js";
import { assertSound, entriesOf, type Refusal, refusalOf } from "./append-rules.js";
import { encodeLeaf } from "./entry-codec.js";
import { appendLeafHash, EMPTY_FRONTIER, encodeFrontier, type Frontier, hashLeaf } from "./merkle-tree.js";
import type { StreamRow } from "./record-source.js";
import type { SqliteConnection } from "./sqlite-connection.js";
import type { SqliteReader } from "./sqlite-reader.js";
import { sameFrontier, storedFrontier } from "./stream-check.js";

/** Where an append's entries ended up: they begin at `seq`. */
export interface AppendPlace {
  readonly kind: "appended";
  readonly seq: number;
  readonly epoch: number;
}

export type AppendOutcome =
  | { readonly kind: "done"; readonly result: AppendPlace | Refusal }
  | { readonly kind: "failed"; readonly error: unknown };

const INSERT_ENTRY = "INSERT INTO entries VALUES (?, ?, ?, ?)";
const INSERT_BODY = "INSERT OR IGNORE INTO bodies VALUES (?, ?, ?, ?)";
const HAS_BODY = "SELECT 1 AS found FROM bodies WHERE stream = ? AND id = ?";

/** What a group of appends has made of the store so far, before it is committed. */
interface Group {
  readonly streams: Map<string, { readonly row: StreamRow; readonly before: Frontier; readonly after: Frontier }>;
  epoch: number;
}

export class SqliteAppender {
  readonly #connection: SqliteConnection;
  readonly #reader: SqliteReader;

  constructor(connection: SqliteConnection, reader: SqliteReader) {
    this.#connection = connection;
    this.#reader = reader;
  }

  appendAll(requests: readonly AppendRequest[]): readonly AppendOutcome[] {
    try {
      return this.#appendTogether(requests);
    } catch (error) {
      // One that fails in the middle of its writing undoes its group; apart, only it itself fails.
      if (requests.length === 1) return [{ kind: "failed", error }];
      return requests.flatMap((request) => this.appendAll([request]));
    }
  }

  /** In the caller's transaction. */
  appendNow(request: AppendRequest): AppendPlace | Refusal {
    const group = this.#beginGroup();
    const result = this.#place(request, group);
    this.#storeStreams(group);
    return result;
  }

  #appendTogether(requests: readonly AppendRequest[]): readonly AppendOutcome[] {
    const { outcomes, group } = this.#connection.writing(() => {
      const group = this.#beginGroup();
      const outcomes = requests.map((request) => this.#attempt(request, group));
      this.#storeStreams(group);
      return { outcomes, group };
    });
    for (const [stream, { before, after }] of group.streams) this.#noteWritten(stream, before, after);
    return outcomes;
  }

  /** An InquestError comes before anything of the request is written; what SQLite throws ends the group. */
  #attempt(request: AppendRequest, group: Group): AppendOutcome {
    try {
      return { kind: "done", result: this.#place(request, group) };
    } catch (error) {
      if (error instanceof InquestError && error.code !== "STORE_FULL" && error.code !== "STORE_UNUSABLE") {
        return { kind: "failed", error };
      }
      throw error;
    }
  }

  #beginGroup(): Group {
    return { streams: new Map(), epoch: this.#reader.epoch() };
  }

  #place(request: AppendRequest, group: Group): AppendPlace | Refusal {
    const { stream } = request;
    const state = group.streams.get(stream) ?? this.#load(stream);
    const { row, before } = state;
    const refusal = refusalOf(request, { ...row, size: state.after.size }, group.epoch);
    if (refusal !== null) return refusal;
    const seq = state.after.size;
    const entries = entriesOf(request, seq);
    assertSound(request, entries, row.salt, (id) => this.#hasBody(stream, id));
    const leaves = entries.map(encodeLeaf);

    for (const { id, dataClass, bytes } of request.bodies) {
      this.#connection.run(INSERT_BODY, stream, id, dataClass, bytes);
    }
    let after = state.after;
    for (const leaf of leaves) {
      const leafHash = hashLeaf(leaf);
      this.#connection.run(INSERT_ENTRY, stream, after.size, leaf, leafHash);
      after = appendLeafHash(after, leafHash);
    }
    group.streams.set(stream, { row, before, after });
    if (request.advanceEpoch) this.#advanceEpoch(group);
    return { kind: "appended", seq, epoch: group.epoch };
  }

  #load(stream: string): { readonly row: StreamRow; readonly before: Frontier; readonly after: Frontier } {
    const row = this.#reader.existing(stream);
    const frontier = storedFrontier(row);
    const known = this.#reader.checked(stream);
    // A frontier that is another one than this process left behind is a matter for the check.
    if (known !== null && known.size >= row.size && !sameFrontier(known, frontier)) this.#reader.check(stream, true);
    return { row, before: frontier, after: frontier };
  }

  #hasBody(stream: string, id: Digest): boolean {
    return this.#connection.row(HAS_BODY, stream, id) !== undefined;
  }

  #advanceEpoch(group: Group): void {
    group.epoch += 1;
    this.#connection.run("UPDATE meta SET control_epoch = ?", group.epoch);
  }

  #storeStreams(group: Group): void {
    for (const [stream, { before, after }] of group.streams) {
      if (after === before) continue;
      const bytes = encodeFrontier(after);
      this.#connection.run("UPDATE streams SET size = ?, frontier = ? WHERE name = ?", after.size, bytes, stream);
    }
  }

  /** What is appended to something checked needs no check of its own. */
  #noteWritten(stream: string, before: Frontier, after: Frontier): void {
    const known = this.#reader.checked(stream) ?? EMPTY_FRONTIER;
    if (sameFrontier(known, before)) this.#reader.noteChecked(stream, after);
  }
}

export function insertStream(connection: SqliteConnection, stream: string, salt: Uint8Array, at: Instant): void {
  const sql = "INSERT INTO streams VALUES (?, 0, ?, ?, ?, 0, NULL, 0, 0)";
  connection.run(sql, stream, encodeFrontier(EMPTY_FRONTIER), salt, at);
}
