/**
 * Inclusion and consistency proofs: RFC 6962 sections 2.1.1 and 2.1.2 say what they are, RFC 9162 sections 2.1.3.2
 * and 2.1.4.2 how they are verified. Making one reads every leaf's hash; verifying costs O(log n).
 */
import { hashNode, sameHash } from "./merkle-tree.js";

/** The nodes beside the way from leaf `index` to the root of the tree over `leafHashes`, the lowest first. */
export function inclusionPath(leafHashes: readonly Uint8Array[], index: number): readonly Uint8Array[] {
  if (!Number.isSafeInteger(index) || index < 0 || index >= leafHashes.length) {
    throw new RangeError(`no leaf ${index} in a tree of ${leafHashes.length}`);
  }
  const levels = levelsOf(leafHashes);
  return levels.flatMap((level, height) => {
    const at = Math.floor(index / 2 ** height);
    return siblingOf(level, at) ?? [];
  });
}

/** Shows that the tree over the first `first` of `leafHashes` is a beginning of the tree over all of them. */
export function consistencyPath(leafHashes: readonly Uint8Array[], first: number): readonly Uint8Array[] {
  const size = leafHashes.length;
  if (!Number.isSafeInteger(first) || first < 0 || first > size) {
    throw new RangeError(`no tree of ${first} leaves in a tree of ${size}`);
  }
  if (first === 0 || first === size) return [];
  const levels = levelsOf(leafHashes);
  const path: Uint8Array[] = [];
  let height = 0;
  let at = first - 1;
  for (; at % 2 === 1; at = half(at)) height += 1;
  // Where `first` is a power of two, the verifier has that node already: it is the first root.
  if (at > 0) path.push(...nodeAt(levels, height, at));
  for (; height < levels.length - 1; height += 1, at = half(at)) {
    path.push(...(siblingOf(levels[height] ?? [], at) ?? []));
  }
  return path;
}

/** Whether the path leads from the leaf at `index` to the root of a tree of `size` leaves. */
export function verifyInclusion(proof: {
  readonly leafHash: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly path: readonly Uint8Array[];
  readonly root: Uint8Array;
}): boolean {
  if (!Number.isSafeInteger(proof.index) || proof.index < 0 || proof.index >= proof.size) return false;
  let at = proof.index;
  let last = proof.size - 1;
  let node = proof.leafHash;
  for (const beside of proof.path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      node = hashNode(beside, node);
      [at, last] = skipPromoted(at, last);
    } else {
      node = hashNode(node, beside);
    }
    at = half(at);
    last = half(last);
  }
  return last === 0 && sameHash(node, proof.root);
}

/** Whether the tree with `firstRoot` is a beginning of the tree with `secondRoot`. */
export function verifyConsistency(proof: {
  readonly first: number;
  readonly second: number;
  readonly firstRoot: Uint8Array;
  readonly secondRoot: Uint8Array;
  readonly path: readonly Uint8Array[];
}): boolean {
  const { first, second, firstRoot, secondRoot } = proof;
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second) || first < 0 || first > second) return false;
  if (first === second) return proof.path.length === 0 && sameHash(firstRoot, secondRoot);
  // Everything begins with nothing: the one root that needs no proof, if it is the empty tree's.
  if (first === 0) return proof.path.length === 0;
  let at = first - 1;
  let last = second - 1;
  for (; at % 2 === 1; at = half(at)) last = half(last);
  const [seed, ...rest] = at === 0 ? [firstRoot, ...proof.path] : proof.path;
  if (seed === undefined) return false;
  let firstNode = seed;
  let secondNode = seed;
  for (const beside of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      firstNode = hashNode(beside, firstNode);
      secondNode = hashNode(beside, secondNode);
      [at, last] = skipPromoted(at, last);
    } else {
      secondNode = hashNode(secondNode, beside);
    }
    at = half(at);
    last = half(last);
  }
  return last === 0 && sameHash(firstNode, firstRoot) && sameHash(secondNode, secondRoot);
}

/** All levels of the tree, the leaves first. A node without a sibling moves up as it is. */
function levelsOf(leafHashes: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  const levels: (readonly Uint8Array[])[] = [leafHashes];
  for (let below = leafHashes; below.length > 1; ) {
    const level: Uint8Array[] = [];
    for (let at = 0; at < below.length; at += 2) {
      const [left, right] = below.slice(at, at + 2);
      if (left !== undefined) level.push(right === undefined ? left : hashNode(left, right));
    }
    levels.push(level);
    below = level;
  }
  return levels;
}

function nodeAt(levels: readonly (readonly Uint8Array[])[], height: number, at: number): readonly Uint8Array[] {
  return levels[height]?.slice(at, at + 1) ?? [];
}

function siblingOf(level: readonly Uint8Array[], at: number): readonly Uint8Array[] | null {
  const sibling = level[at % 2 === 1 ? at - 1 : at + 1];
  return sibling === undefined ? null : [sibling];
}

/** Goes up past the levels where the last node had no sibling and moved up as it was. */
function skipPromoted(at: number, last: number): [at: number, last: number] {
  let [up, lastUp] = [at, last];
  while (up % 2 === 0 && up > 0) [up, lastUp] = [half(up), half(lastUp)];
  return [up, lastUp];
}

function half(value: number): number {
  return Math.floor(value / 2);
}
