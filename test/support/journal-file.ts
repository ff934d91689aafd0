/** A journal's file, made and verified in this thread: for tests that need hundreds of them. */
import { join } from "node:path";
import { INSTALLATION_STREAM, type Lease } from "../../src/core/ports/store.js";
import { createKeyFile } from "../../src/journal/key-file.js";
import { openReader, openWriter } from "../../src/journal/sqlite-open.js";
import type { SqliteWriter } from "../../src/journal/sqlite-writer.js";
import { storeFolder } from "../../src/journal/store-folder.js";
import type { Verification, VerifyRequest } from "../../src/journal/verification.js";
import { verifyRecord } from "../../src/journal/verify-record.js";
import { AT, aBody, aKill, anOpening, remarks, SALT } from "./journal-events.js";

const SEED = new Uint8Array(32).fill(3);
const INSTALLATION_SALT = new Uint8Array(32).fill(5);

export const SEALED = "inv-sealed";
export const OPEN = "inv-open";

/** The writing half of a store in that folder, with keys and salts that are always the same. */
export function openJournal(folder: string): { readonly writer: SqliteWriter; readonly close: () => void } {
  const { journal, signingKey } = storeFolder(folder);
  const key = createKeyFile(signingKey, SEED);
  const first = { installation: "installation-1", salt: INSTALLATION_SALT, at: AT };
  const { connection, writer } = openWriter({ file: journal, maxBytes: null, key, first });
  return { writer, close: () => connection.close() };
}

/** A sealed stream, one that goes on with a signed head in its middle, and a kill: 47 entries. */
export function writeJournal(folder: string): string {
  const { writer, close } = openJournal(folder);
  const sealed = leased(writer, SEALED);
  const incident = aBody("the incident");
  const opening = { event: anOpening(SALT, incident.id), bodies: [incident.id] };
  done(writer.append([{ ...remarks(SEALED, sealed, []), events: [opening], bodies: [incident] }]));
  done(writer.append([remarks(SEALED, sealed, texts("sealed", 20))]));
  writer.seal(SEALED, AT);

  const open = leased(writer, OPEN);
  done(writer.append([remarks(OPEN, open, texts("first", 11))]));
  writer.sign(OPEN, AT);
  done(writer.append([remarks(OPEN, open, texts("second", 12))]));

  const who = aBody("an operator", INSTALLATION_SALT);
  const kill = { event: aKill(who.id, 1), bodies: [who.id] };
  const request = { ...remarks(INSTALLATION_STREAM, null, []), events: [kill], bodies: [who], advanceEpoch: true };
  done(writer.append([request]));
  writer.sign(INSTALLATION_STREAM, AT);
  close();
  return join(folder, "journal.db");
}

export function verifyFile(file: string, request: Partial<VerifyRequest> = {}): Verification {
  const { connection, reader } = openReader(file);
  try {
    return connection.reading(() => verifyRecord(reader.record, { stream: null, head: null, keys: null, ...request }));
  } finally {
    connection.close();
  }
}

function leased(writer: SqliteWriter, stream: string): Lease {
  writer.create(stream, SALT, AT);
  const lease = writer.acquire(stream, "worker", 60_000, AT);
  if (lease === null) throw new Error("a stream that was just made is leased");
  return lease;
}

function texts(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix} text ${index}: ${"evidence ".repeat(index * 3)}`);
}

function done(outcomes: ReturnType<SqliteWriter["append"]>): void {
  for (const outcome of outcomes) {
    if (outcome.kind !== "done" || outcome.result.kind !== "appended") {
      throw new Error("an append of the test failed", { cause: outcome });
    }
  }
}
