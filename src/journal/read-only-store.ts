/** A store opened without its key and without writing to it: to read, verify, prove and export. */
import { exportStream } from "./export.js";
import type { InclusionProof } from "./inclusion-proof.js";
import { startWorker } from "./start-worker.js";
import { assertJournalFile, storeFolder } from "./store-folder.js";
import { type StoreReads, storeReads } from "./store-reads.js";
import type { Verification, VerifyRequest } from "./verification.js";
import { WorkerClient } from "./worker-client.js";
import type { ReaderApi } from "./worker-protocol.js";

export interface ReadOnlyStore extends StoreReads {
  readonly installation: string;
  /** In the form of C2SP signed notes, the oldest first. */
  publicKeys(): Promise<readonly string[]>;
  /** Recomputes everything. */
  verify(request: VerifyRequest): Promise<Verification>;
  inclusionProof(stream: string, seq: number): Promise<InclusionProof>;
  /** Lines of NDJSON, with their ends. */
  exportStream(stream: string): AsyncIterable<string>;
  close(): Promise<void>;
}

/** @throws InquestError `STORE_UNUSABLE`, `READ_ONLY_FOLDER` or `INTEGRITY` */
export async function openReadOnly(options: {
  /** The folder. */
  readonly path: string;
  readonly signal?: AbortSignal;
}): Promise<ReadOnlyStore> {
  const { journal } = storeFolder(options.path);
  assertJournalFile(journal);
  const client = await WorkerClient.open<ReaderApi>(startWorker({ kind: "reader", file: journal }), options.signal);
  const { name } = await client.call("installation", []);
  return {
    installation: name,
    ...storeReads(client),
    publicKeys: async () => (await client.call("installation", [])).publicKeys,
    verify: (request) => client.call("verify", [request]),
    inclusionProof: (stream, seq) => client.call("inclusionProof", [stream, seq]),
    exportStream: (stream) => exportStream(client, stream),
    close: () => client.close(),
  };
}
