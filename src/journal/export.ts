/**
 * A stream as NDJSON that can be verified without this program: SHA-256, Ed25519 and RFC 6962 are all it takes.
 *
 * First a header with the newest signed head and the public keys, then each entry as the very text that is the leaf,
 * then each body that an entry names, and last a line that counts them, so that a cut is noticed.
 */
import type { Digest } from "../core/digest.js";
import { readEntry } from "./entry-codec.js";
import { EXPORT_FORMAT } from "./export-format.js";
import type { WorkerClient } from "./worker-client.js";
import type { ReaderApi } from "./worker-protocol.js";

/** Gives lines with their ends. */
export async function* exportStream(client: WorkerClient<ReaderApi>, stream: string): AsyncGenerator<string> {
  // The check comes first: an export of what was altered would spread it.
  const size = await client.call("begin", [stream, 0]);
  const header = await client.call("exportHeader", [stream, size]);
  yield line({ kind: "header", format: EXPORT_FORMAT, ...header });

  const bodies = new Set<Digest>();
  for (let seq = 0; seq < size; ) {
    const { bytes, ends } = await client.call("chunk", [stream, seq, size]);
    let begin = 0;
    for (const end of ends) {
      const leaf = bytes.subarray(begin, end);
      for (const id of readEntry(leaf, stream, seq).bodies) bodies.add(id);
      yield line({ kind: "entry", seq, leaf: new TextDecoder().decode(leaf) });
      begin = end;
      seq += 1;
    }
  }

  let exported = 0;
  for (const id of bodies) {
    const body = await client.call("labelledBody", [stream, id]);
    if (body === null) continue;
    exported += 1;
    const base64 = Buffer.from(body.bytes).toString("base64");
    yield line({ kind: "body", id, dataClass: body.dataClass, bytes: base64 });
  }
  yield line({ kind: "end", entries: size, bodies: exported, absent: bodies.size - exported });
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
