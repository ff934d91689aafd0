/** Opening a store's file, in the worker thread: a fresh one gets its tables and its first entry. */
import type { KeyObject } from "node:crypto";
import { existsSync } from "node:fs";
import { InquestError } from "../core/errors.js";
import { INSTALLATION_STREAM } from "../core/ports/store.js";
import type { Instant } from "../core/time.js";
import { readKeyring } from "./keyring.js";
import { keyNameOf, type SigningKey, signingKey, spkiOf } from "./keys.js";
import { insertStream, SqliteAppender } from "./sqlite-appender.js";
import { SqliteConnection } from "./sqlite-connection.js";
import { cannotOpen } from "./sqlite-errors.js";
import { SqliteReader } from "./sqlite-reader.js";
import { assertSchema, createTables, FORMAT_VERSION, isFresh } from "./sqlite-schema.js";
import { SqliteWriter } from "./sqlite-writer.js";

/** What a fresh store begins with; nothing of it is used where there is one. */
export interface FirstEntry {
  readonly installation: string;
  readonly salt: Uint8Array;
  readonly at: Instant;
}

export interface OpenWriter {
  readonly connection: SqliteConnection;
  readonly reader: SqliteReader;
  readonly writer: SqliteWriter;
}

export function openWriter(options: {
  readonly file: string;
  readonly maxBytes: number | null;
  readonly key: KeyObject;
  readonly first: FirstEntry;
}): OpenWriter {
  const { file, maxBytes, key, first } = options;
  const connection = new SqliteConnection({ file, mode: "read-write", maxBytes });
  try {
    if (isFresh(connection)) {
      begin(connection, key, first);
      // From now on the file alone, without its log, is told from a fresh one: nobody begins a second journal in it.
      connection.emptyLog();
    }
    assertSchema(connection);
    const reader = new SqliteReader(connection);
    return { connection, reader, writer: new SqliteWriter(connection, reader, ownKey(reader, key)) };
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Opens without the key, and without writing to the file. */
export function openReader(file: string): { readonly connection: SqliteConnection; readonly reader: SqliteReader } {
  const connection = connectToRead(file);
  try {
    if (isFresh(connection)) throw emptyJournal(file);
    assertSchema(connection);
    return { connection, reader: new SqliteReader(connection) };
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * A log makes SQLite write beside the file even to read it. Where it can't, and there is no log that would have to be
 * read, the file is read as something that nobody changes: a copy on a read-only disk.
 */
function connectToRead(file: string): SqliteConnection {
  const connection = new SqliteConnection({ file, mode: "read-only", maxBytes: null });
  try {
    isFresh(connection);
    return connection;
  } catch (error) {
    connection.close();
    if (!cannotOpen(error) || existsSync(`${file}-wal`)) throw error;
    return new SqliteConnection({ file, mode: "immutable", maxBytes: null });
  }
}

function emptyJournal(where: string): InquestError {
  return new InquestError("STORE_UNUSABLE", {
    what: "the journal is empty",
    where,
    remedy: "check the path; the first investigation begins a journal",
  });
}

function begin(connection: SqliteConnection, key: KeyObject, first: FirstEntry): void {
  const { installation, salt, at } = first;
  connection.writing(() => {
    // Another process may have been first.
    if (!isFresh(connection)) return;
    createTables(connection);
    const signing = signingKey(keyNameOf(installation), key);
    const publicKey = spkiOf(signing);
    connection.run("INSERT INTO meta VALUES (1, ?, ?, 0)", FORMAT_VERSION, installation);
    connection.run("INSERT INTO keys VALUES (0, ?, NULL)", publicKey);
    insertStream(connection, INSTALLATION_STREAM, salt, at);
    const data = { installation, keyName: signing.name, publicKey };
    new SqliteAppender(connection, new SqliteReader(connection)).appendNow({
      stream: INSTALLATION_STREAM,
      events: [{ event: { type: "installation.created", data }, bodies: [] }],
      bodies: [],
      at,
      lease: null,
      expectedSize: 0,
      expectedEpoch: null,
      advanceEpoch: false,
    });
  });
}

/** The signing key, which has to be one that the installation knows. */
function ownKey(reader: SqliteReader, key: KeyObject): SigningKey {
  const name = keyNameOf(reader.record.meta().installation);
  const own = signingKey(name, key);
  if (readKeyring(name, reader.record.keys()).some((known) => known.id === own.id)) return own;
  throw new InquestError("STORE_UNUSABLE", {
    what: "the signing key is not this journal's",
    where: reader.record.where,
    remedy: "put the key back that belongs to it; the journal can be read and verified without",
  });
}
