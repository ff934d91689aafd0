/** The reading methods of a store, over a worker that does the work. */
import type { Digest } from "../core/digest.js";
import type { Entry } from "../core/event.js";
import type { JournalStore, StreamDirectory } from "../core/ports/store.js";
import { readEntry } from "./entry-codec.js";
import type { WorkerClient } from "./worker-client.js";
import type { ReaderApi } from "./worker-protocol.js";

export type StoreReads = Pick<JournalStore, "read" | "body" | "epoch"> & Pick<StreamDirectory, "list" | "info">;

type Readings = Pick<ReaderApi, "begin" | "chunk" | "body" | "epoch" | "list" | "info">;

export function storeReads(client: WorkerClient<Readings>): StoreReads {
  return {
    read: (stream, from = 0) => {
      // The size as of the call, not as of the first step of whoever reads.
      const size = client.call("begin", [stream, from]);
      // Whoever reads gets the error; until then it is nobody's unhandled rejection.
      size.catch(() => undefined);
      return readEntries(client, stream, from, size);
    },
    body: (stream: string, id: Digest) => client.call("body", [stream, id]),
    epoch: () => client.call("epoch", []),
    list: () => client.call("list", []),
    info: (stream) => client.call("info", [stream]),
  };
}

async function* readEntries(
  client: WorkerClient<Readings>,
  stream: string,
  from: number,
  size: Promise<number>,
): AsyncGenerator<Entry> {
  const end = await size;
  for (let seq = from; seq < end; ) {
    const { bytes, ends } = await client.call("chunk", [stream, seq, end]);
    let begin = 0;
    for (const leafEnd of ends) {
      yield readEntry(bytes.subarray(begin, leafEnd), stream, seq);
      begin = leafEnd;
      seq += 1;
    }
  }
}
