/** Shows to somebody who trusts a head that one entry is under it, without the rest of the stream. */
import type { Digest } from "../core/digest.js";
import { InquestError } from "../core/errors.js";
import { unknownStream } from "./append-rules.js";
import { rootDigest } from "./checkpoint.js";
import { inclusionPath } from "./merkle-proof.js";
import { appendLeafHash, EMPTY_FRONTIER, hashLeaf, rootOf } from "./merkle-tree.js";
import type { RecordSource } from "./record-source.js";

export interface InclusionProof {
  readonly stream: string;
  readonly seq: number;
  /** Leaves of the tree that the path leads through. */
  readonly size: number;
  /** The entry as it is in the tree: canonical JSON. */
  readonly leaf: string;
  /** Nodes beside the way to the root, the lowest first. */
  readonly path: readonly Digest[];
  readonly root: Digest;
  /** The newest signed head over the entry; null where none was signed since. */
  readonly checkpoint: string | null;
}

/** @throws InquestError `NOT_FOUND` */
export function inclusionProof(source: RecordSource, stream: string, seq: number): InclusionProof {
  const row = source.stream(stream);
  if (row === null) throw unknownStream(stream);
  if (!Number.isSafeInteger(seq) || seq < 0 || seq >= row.size) {
    throw new InquestError("NOT_FOUND", {
      what: `there is no entry ${seq}`,
      where: `stream \`${stream}\``,
      remedy: `name one from 0 to ${row.size - 1}`,
    });
  }
  const head = source.heads(stream).findLast(({ size }) => size > seq && size <= row.size);
  const size = head?.size ?? row.size;
  const leaves = [...source.entries(stream, 0, size)].map((entry) => entry.leaf ?? new Uint8Array());
  const hashes = leaves.map(hashLeaf);
  return {
    stream,
    seq,
    size,
    leaf: new TextDecoder().decode(leaves[seq]),
    path: inclusionPath(hashes, seq).map(rootDigest),
    root: rootDigest(rootOf(hashes.reduce(appendLeafHash, EMPTY_FRONTIER))),
    checkpoint: head?.checkpoint ?? null,
  };
}
