/**
 * The journal in SQLite (`libsql`), in a worker thread. What it promises, beside the port's contract:
 *
 * J1  An append is whole or not at all, and durable when it resolves: one transaction reads size, frontier, lease,
 *     seal and control epoch, writes entries, bodies and the new frontier, and is synced before anyone hears of it.
 * J2  Any number of processes append to one store; none sees a busy error, no stream has a gap.
 * J3  Nobody appends without the lease given out last, behind a seal, or past an epoch that moved.
 * J4  What is read was checked: leaves against the tree, the tree against the signed heads, bodies against their ids.
 * J5  What does not fit (full disk, malformed event, missing body) leaves nothing behind and loses nothing before.
 * J6  The main thread never waits for the disk; a worker that fails rejects every waiting caller.
 * J7  Files have mode 0600, the folder 0700; a signing key that others may read is refused, and none is made where
 *     a journal has lost its own.
 */
import type { KeyObject } from "node:crypto";
import { InquestError } from "../core/errors.js";
import type { Clock } from "../core/ports/clock.js";
import type { Random } from "../core/ports/random.js";
import type { AppendRequest, AppendResult, Body, Store } from "../core/ports/store.js";
import { entriesOf } from "./append-rules.js";
import { createKeyFile, readKeyFile, replaceKeyFile } from "./key-file.js";
import { privateKeyFromSeed } from "./keys.js";
import type { EraseRequest } from "./sqlite-writer.js";
import { startWorker } from "./start-worker.js";
import {
  assertJournalFile,
  hasJournal,
  makeFolder,
  makeJournalFile,
  type StoreFolder,
  storeFolder,
} from "./store-folder.js";
import { storeReads } from "./store-reads.js";
import { WorkerClient } from "./worker-client.js";
import type { WriterApi } from "./worker-protocol.js";

const SEED_BYTES = 32;
const SALT_BYTES = 32;

export interface SqliteStoreOptions {
  /** A folder; it is made unless it is there. */
  readonly path: string;
  readonly clock: Clock;
  readonly random: Random;
  /** Gives up opening; an open store is closed with `close`. */
  readonly signal?: AbortSignal;
  /** The journal's file never grows beyond that: `STORE_FULL`. */
  readonly maxBytes?: number;
}

export interface SqliteStore extends Store {
  /** The installation's name, as in the origins of its heads. */
  readonly installation: string;
  /** Public keys of the installation, the oldest first, in the form of C2SP signed notes: to be kept elsewhere. */
  publicKeys(): Promise<readonly string[]>;
  /** Deletes bytes of a sealed stream's bodies, the salt with the last of them, and journals by whom and why. */
  erase(request: EraseRequest): Promise<void>;
  /** A new signing key, endorsed by the old one, which is gone then; older heads stay verifiable. */
  rotateKey(): Promise<void>;
}

/** @throws InquestError `STORE_UNUSABLE`, `STORE_FULL`, `READ_ONLY_FOLDER` or `INTEGRITY` */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<SqliteStore> {
  const { path, clock, random, signal, maxBytes = null } = options;
  const folder = storeFolder(path);
  makeFolder(path);
  const key = ownKey(folder, random);
  makeJournalFile(folder.journal);
  assertJournalFile(folder.journal);
  const first = { installation: random.id("installation"), salt: random.bytes(SALT_BYTES), at: clock.now() };
  const worker = startWorker({ kind: "writer", file: folder.journal, maxBytes, key, first });
  const client = await WorkerClient.open<WriterApi>(worker, signal);
  const { name } = await client.call("installation", []);
  return {
    installation: name,
    ...storeReads(client),
    append: (request) => append(client, request),
    create: (stream, salt, at) => client.call("create", [stream, salt, at]),
    acquire: (stream, holder, ttlMs, now) => client.call("acquire", [stream, holder, ttlMs, now]),
    renew: (lease, ttlMs, now) => client.call("renew", [lease, ttlMs, now]),
    release: (lease) => client.call("release", [lease]),
    sign: (stream, at) => client.call("sign", [stream, at]),
    seal: (stream, at) => client.call("seal", [stream, at]),
    publicKeys: async () => (await client.call("installation", [])).publicKeys,
    erase: (request) => client.call("erase", [request]),
    rotateKey: () => rotateKey(client, folder, random),
    close: () => client.close(),
  };
}

async function append(client: WorkerClient<WriterApi>, request: AppendRequest): Promise<AppendResult> {
  const bodies = request.bodies.map(copied);
  const transfer = bodies.map((body) => body.bytes.buffer as ArrayBuffer);
  const result = await client.call("append", [{ ...request, bodies }], transfer);
  if (result.kind !== "appended") return result;
  return { kind: "appended", entries: entriesOf(request, result.seq), epoch: result.epoch };
}

/** Its own piece of memory, to be handed over: the caller keeps its bytes, and nothing around them travels along. */
function copied(body: Body): Body {
  return { ...body, bytes: new Uint8Array(body.bytes) };
}

async function rotateKey(client: WorkerClient<WriterApi>, folder: StoreFolder, random: Random): Promise<void> {
  const key = privateKeyFromSeed(random.bytes(SEED_BYTES));
  // Endorsed first: a crash in between leaves a key in the ring that nobody has, and the old one at work.
  await client.call("rotate", [key]);
  replaceKeyFile(folder.signingKey, key);
}

function ownKey(folder: StoreFolder, random: Random): KeyObject {
  const key = readKeyFile(folder.signingKey);
  if (key !== null) return key;
  if (!hasJournal(folder)) return createKeyFile(folder.signingKey, random.bytes(SEED_BYTES));
  // Another process makes the key before the journal, so that it must be there by now.
  const madeMeanwhile = readKeyFile(folder.signingKey);
  if (madeMeanwhile !== null) return madeMeanwhile;
  throw new InquestError("STORE_UNUSABLE", {
    what: "the journal's signing key is missing",
    where: folder.signingKey,
    remedy: "restore it from a backup, or choose another folder; the journal can be read and verified without",
  });
}
