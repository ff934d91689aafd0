/** The definitions of RFC 6962 section 2.1 word for word, for trees small enough to recurse over. */
import { createHash } from "node:crypto";

type Bytes = Uint8Array;

function hash(...parts: readonly Bytes[]): Bytes {
  return createHash("sha256").update(Buffer.concat(parts)).digest();
}

/** The largest power of two smaller than `n`. */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** MTH(D[n]). */
export function naiveRoot(leaves: readonly Bytes[]): Bytes {
  if (leaves.length === 0) return hash();
  if (leaves.length === 1) return hash(Uint8Array.of(0), ...leaves);
  const k = split(leaves.length);
  return hash(Uint8Array.of(1), naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

/** PATH(m, D[n]). */
export function naivePath(m: number, leaves: readonly Bytes[]): readonly Bytes[] {
  if (leaves.length <= 1) return [];
  const k = split(leaves.length);
  return m < k
    ? [...naivePath(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naivePath(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))];
}

/** PROOF(m, D[n]) = SUBPROOF(m, D[n], true), for 0 < m < n. */
export function naiveProof(m: number, leaves: readonly Bytes[], whole = true): readonly Bytes[] {
  if (m === leaves.length) return whole ? [] : [naiveRoot(leaves)];
  const k = split(leaves.length);
  return m <= k
    ? [...naiveProof(m, leaves.slice(0, k), whole), naiveRoot(leaves.slice(k))]
    : [...naiveProof(m - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))];
}
