/**
 * RFC 6962 section 2.1: the hash tree over the leaves of one stream.
 *
 * A `Frontier` is what has to be kept to append: the roots of the perfect subtrees that the size's binary digits
 * name, the largest first. Appending costs O(log n) hashes and never reads an earlier leaf.
 */
import { createHash } from "node:crypto";

/** Bytes of a hash. */
export const HASH_SIZE = 32;

const LEAF_PREFIX = Uint8Array.of(0);
const NODE_PREFIX = Uint8Array.of(1);

export interface Frontier {
  /** Leaves in the tree. */
  readonly size: number;
  /** Roots of its perfect subtrees, the largest (leftmost) first: as many as `size` has ones in binary. */
  readonly peaks: readonly Uint8Array[];
}

export const EMPTY_FRONTIER: Frontier = { size: 0, peaks: [] };

/** SHA-256(0x00 ‖ leaf). */
export function hashLeaf(leaf: Uint8Array): Uint8Array {
  return createHash("sha256").update(LEAF_PREFIX).update(leaf).digest();
}

/** SHA-256(0x01 ‖ left ‖ right). */
export function hashNode(left: Uint8Array, right: Uint8Array): Uint8Array {
  return createHash("sha256").update(NODE_PREFIX).update(left).update(right).digest();
}

/** The frontier with one more leaf. */
export function appendLeafHash(frontier: Frontier, leafHash: Uint8Array): Frontier {
  const peaks = [...frontier.peaks];
  let node = leafHash;
  // Each trailing one of the size is a subtree as large as the node at hand: the two become one.
  for (let rest = frontier.size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    const left = peaks.pop();
    if (left === undefined) throw new RangeError(`a frontier of size ${frontier.size} has too few peaks`);
    node = hashNode(left, node);
  }
  peaks.push(node);
  return { size: frontier.size + 1, peaks };
}

/** The Merkle tree hash of what the frontier stands for; SHA-256 of nothing for the empty tree. */
export function rootOf(frontier: Frontier): Uint8Array {
  const [last, ...larger] = [...frontier.peaks].reverse();
  if (last === undefined) return createHash("sha256").digest();
  return larger.reduce((right, left) => hashNode(left, right), last);
}

/** The peaks one after the other; the size stands beside them. */
export function encodeFrontier(frontier: Frontier): Uint8Array {
  return Buffer.concat(frontier.peaks);
}

/** Reads what `encodeFrontier` wrote; null where the bytes can't be a frontier of that size. */
export function decodeFrontier(size: number, bytes: Uint8Array): Frontier | null {
  if (!Number.isSafeInteger(size) || size < 0 || bytes.length !== peakCount(size) * HASH_SIZE) return null;
  const peaks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += HASH_SIZE) peaks.push(new Uint8Array(bytes.subarray(at, at + HASH_SIZE)));
  return { size, peaks };
}

/** The ranges of leaves [from, to) that the peaks cover, in their order: where a wrong peak points. */
export function peakRanges(size: number): readonly { readonly from: number; readonly to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  for (let from = 0; from < size; ) {
    const to = from + 2 ** Math.floor(Math.log2(size - from));
    ranges.push({ from, to });
    from = to;
  }
  return ranges;
}

export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

function peakCount(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}
