/** The writing half of a SQLite store, synchronous: it runs in the worker thread. */
import type { KeyObject } from "node:crypto";
import { bodyId, type Digest } from "../core/digest.js";
import { InquestError } from "../core/errors.js";
import {
  type AppendRequest,
  type Body,
  INSTALLATION_STREAM,
  type Lease,
  type SignedHead,
} from "../core/ports/store.js";
import type { Instant } from "../core/time.js";
import { assertStreamMakes, isCurrent, isFree } from "./append-rules.js";
import { rootDigest, signCheckpoint } from "./checkpoint.js";
import { endorseKey, readKeyring } from "./keyring.js";
import { type SigningKey, signingKey, spkiOf } from "./keys.js";
import { rootOf } from "./merkle-tree.js";
import { type AppendOutcome, insertStream, SqliteAppender } from "./sqlite-appender.js";
import type { SqliteConnection } from "./sqlite-connection.js";
import type { SqliteReader } from "./sqlite-reader.js";

/** So that an entry about an erasure stays far below what a leaf may hold. */
const ERASED_PER_ENTRY = 500;

export interface EraseRequest {
  readonly stream: string;
  /** Null: all of them. */
  readonly bodies: readonly Digest[] | null;
  /** Who ordered it, and why: bodies of the installation stream. */
  readonly by: Body;
  readonly why: Body;
  readonly at: Instant;
}

export class SqliteWriter {
  readonly #connection: SqliteConnection;
  readonly #reader: SqliteReader;
  #key: SigningKey;
  readonly #installation: string;
  readonly #appender: SqliteAppender;

  constructor(connection: SqliteConnection, reader: SqliteReader, key: SigningKey) {
    this.#connection = connection;
    this.#reader = reader;
    this.#key = key;
    this.#installation = reader.record.meta().installation;
    this.#appender = new SqliteAppender(connection, reader);
  }

  /** Each request with its own outcome; those that succeed become durable together. */
  append(requests: readonly AppendRequest[]): readonly AppendOutcome[] {
    return this.#appender.appendAll(requests);
  }

  create(stream: string, salt: Uint8Array, at: Instant): "created" | "exists" {
    assertStreamMakes(stream, salt);
    return this.#connection.writing(() => {
      if (this.#reader.record.stream(stream) !== null) return "exists";
      insertStream(this.#connection, stream, salt, at);
      return "created";
    });
  }

  acquire(stream: string, holder: string, ttlMs: number, now: Instant): Lease | null {
    return this.#connection.writing(() => {
      const row = this.#reader.existing(stream);
      if (!isFree(row, holder, now)) return null;
      const lease: Lease = { stream, holder, fence: row.fence + 1, expiresAt: now + ttlMs };
      this.#storeLease(lease, holder);
      return lease;
    });
  }

  renew(lease: Lease, ttlMs: number, now: Instant): Lease | null {
    return this.#connection.writing(() => {
      if (!isCurrent(lease, this.#reader.existing(lease.stream))) return null;
      const renewed: Lease = { ...lease, expiresAt: now + ttlMs };
      this.#storeLease(renewed, lease.holder);
      return renewed;
    });
  }

  release(lease: Lease): void {
    this.#connection.writing(() => {
      const row = this.#reader.existing(lease.stream);
      if (isCurrent(lease, row)) this.#storeLease({ ...lease, expiresAt: row.leaseExpires }, null);
    });
  }

  sign(stream: string, at: Instant): SignedHead {
    return this.#connection.writing(() => this.#sign(stream, at));
  }

  seal(stream: string, at: Instant): SignedHead {
    if (stream === INSTALLATION_STREAM) throw notSealable("the installation stream never ends");
    return this.#connection.writing(() => {
      const sealed = this.#reader.existing(stream).sealed;
      const head = this.#sign(stream, at);
      if (!sealed) this.#journalSeal(head, at);
      return head;
    });
  }

  /**
   * Deletes bytes of a sealed stream's bodies, and the salt with the last of them, and journals by whom and why.
   * `by` and `why` are bodies of the installation stream.
   */
  erase(request: EraseRequest): void {
    const { stream, bodies, by, why, at } = request;
    this.#connection.writing(() => {
      const { record } = this.#reader;
      if (!this.#reader.existing(stream).sealed) throw notSealable("only a sealed stream's bodies can be erased");
      const ids = bodies ?? record.bodyIds(stream);
      if (ids.length === 0) return;
      for (const id of ids) this.#connection.run("DELETE FROM bodies WHERE stream = ? AND id = ?", stream, id);
      if (record.bodyIds(stream).length === 0) {
        this.#connection.run("UPDATE streams SET salt = NULL WHERE name = ?", stream);
      }
      const erased = { stream, by: by.id, why: why.id };
      this.#appender.appendNow({
        ...unconditional(INSTALLATION_STREAM, at),
        events: pieces(ids, ERASED_PER_ENTRY).map((piece) => ({
          event: { type: "body.erased", data: { ...erased, bodies: piece } },
          bodies: [by.id, why.id],
        })),
        bodies: by.id === why.id ? [by] : [by, why],
      });
    });
    // What was deleted stays in the write-ahead log until that is emptied.
    this.#connection.emptyLog();
  }

  /** Signs with that key from now on, once the present one has endorsed it. */
  rotate(privateKey: KeyObject): void {
    const next = signingKey(this.#key.name, privateKey);
    const endorsement = endorseKey(this.#key, spkiOf(next));
    this.#connection.writing(() => {
      // The chain has one end: whoever holds an older key has to take the newest one first.
      const keys = readKeyring(this.#key.name, this.#reader.record.keys());
      if (keys.at(-1)?.id !== this.#key.id) throw rotatedElsewhere();
      this.#connection.run("INSERT INTO keys VALUES (?, ?, ?)", keys.length, spkiOf(next), endorsement);
    });
    this.#key = next;
  }

  #sign(stream: string, at: Instant): SignedHead {
    const frontier = this.#reader.check(stream, false);
    const root = rootOf(frontier);
    const known = this.#reader.record.heads(stream).find((head) => head.size === frontier.size);
    const head = { installation: this.#installation, stream, size: frontier.size, root };
    const checkpoint = known?.checkpoint ?? signCheckpoint(head, this.#key);
    if (known === undefined) {
      this.#connection.run("INSERT INTO heads VALUES (?, ?, ?, ?, ?)", stream, frontier.size, root, checkpoint, at);
    }
    return { stream, size: frontier.size, root: rootDigest(root), checkpoint };
  }

  #journalSeal(head: SignedHead, at: Instant): void {
    const salt = this.#reader.existing(INSTALLATION_STREAM).salt;
    if (salt === null) throw saltLost();
    const bytes = new TextEncoder().encode(head.checkpoint);
    const body: Body = { id: bodyId(salt, bytes), dataClass: "internal", bytes };
    const { stream, size, root } = head;
    const data = { stream, size, root, head: body.id };
    this.#appender.appendNow({
      ...unconditional(INSTALLATION_STREAM, at),
      events: [{ event: { type: "stream.sealed", data }, bodies: [body.id] }],
      bodies: [body],
    });
    this.#connection.run("UPDATE streams SET sealed = 1 WHERE name = ?", stream);
  }

  #storeLease(lease: Lease, holder: string | null): void {
    this.#connection.run(
      "UPDATE streams SET lease_holder = ?, fence = ?, lease_expires = ? WHERE name = ?",
      holder,
      lease.fence,
      lease.expiresAt,
      lease.stream,
    );
  }
}

function unconditional(stream: string, at: Instant) {
  return { stream, at, lease: null, expectedSize: null, expectedEpoch: null, advanceEpoch: false };
}

function pieces<T>(items: readonly T[], size: number): readonly T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

function notSealable(what: string): InquestError {
  return new InquestError("USAGE", { what, where: "the journal", remedy: "name a concluded investigation" });
}

function rotatedElsewhere(): InquestError {
  return new InquestError("STORE_UNUSABLE", {
    what: "another process has rotated the signing key",
    where: "the journal",
    remedy: "open the store again, with the new key",
  });
}

function saltLost(): InquestError {
  return new InquestError("INTEGRITY", {
    what: "the installation stream has lost its salt",
    where: `stream \`${INSTALLATION_STREAM}\``,
    remedy: "restore the journal from a copy",
  });
}
