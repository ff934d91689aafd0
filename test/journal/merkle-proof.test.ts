import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { consistencyPath, inclusionPath, verifyConsistency, verifyInclusion } from "../../src/journal/merkle-proof.js";
import { hashLeaf } from "../../src/journal/merkle-tree.js";
import { naivePath, naiveProof, naiveRoot } from "../support/naive-merkle-tree.js";

const tree = fc
  .array(fc.uint8Array({ maxLength: 12 }), { minLength: 1, maxLength: 70 })
  .chain((leaves) => fc.record({ leaves: fc.constant(leaves), at: fc.nat(leaves.length - 1) }));

function bytes(path: readonly Uint8Array[]): readonly string[] {
  return path.map((hash) => Buffer.from(hash).toString("hex"));
}

function flipped(hash: Uint8Array): Uint8Array {
  return hash.map((byte, index) => (index === 7 ? byte ^ 1 : byte));
}

describe("an inclusion proof", () => {
  it("is the path of the recursive definition, and verifies", () => {
    fc.assert(
      fc.property(tree, ({ leaves, at }) => {
        const path = inclusionPath(leaves.map(hashLeaf), at);
        expect(bytes(path)).toEqual(bytes(naivePath(at, leaves)));
        const leafHash = hashLeaf(leaves[at] ?? new Uint8Array());
        expect(verifyInclusion({ leafHash, index: at, size: leaves.length, path, root: naiveRoot(leaves) })).toBe(true);
      }),
    );
  });

  it("fails for another leaf, place, size, path or root", () => {
    const leaves = Array.from({ length: 11 }, (_, index) => Uint8Array.of(index));
    const proof = {
      leafHash: hashLeaf(Uint8Array.of(9)),
      index: 9,
      size: 11,
      path: inclusionPath(leaves.map(hashLeaf), 9),
      root: naiveRoot(leaves),
    };
    expect(verifyInclusion(proof)).toBe(true);
    expect(verifyInclusion({ ...proof, leafHash: hashLeaf(Uint8Array.of(8)) })).toBe(false);
    expect(verifyInclusion({ ...proof, root: flipped(proof.root) })).toBe(false);
    expect(verifyInclusion({ ...proof, path: proof.path.slice(1) })).toBe(false);
    expect(verifyInclusion({ ...proof, path: [...proof.path, proof.root] })).toBe(false);
    for (const [place, hash] of proof.path.entries()) {
      expect(verifyInclusion({ ...proof, path: proof.path.with(place, flipped(hash)) })).toBe(false);
    }
    for (const index of [-1, 0, 1, 8, 10, 11, Number.NaN]) expect(verifyInclusion({ ...proof, index })).toBe(false);
    for (const size of [0, 1, 9, 32, 64]) expect(verifyInclusion({ ...proof, size })).toBe(false);
  });

  it("can't be made for a leaf that isn't there", () => {
    expect(() => inclusionPath([hashLeaf(Uint8Array.of(1))], 1)).toThrow(RangeError);
  });
});

describe("a consistency proof", () => {
  it("is the proof of the recursive definition, and verifies", () => {
    fc.assert(
      fc.property(tree, ({ leaves, at }) => {
        const first = at + 1;
        const path = consistencyPath(leaves.map(hashLeaf), first);
        expect(bytes(path)).toEqual(bytes(naiveProof(first, leaves)));
        const [firstRoot, secondRoot] = [naiveRoot(leaves.slice(0, first)), naiveRoot(leaves)];
        expect(verifyConsistency({ first, second: leaves.length, firstRoot, secondRoot, path })).toBe(true);
      }),
    );
  });

  it("fails when an earlier leaf is another one", () => {
    fc.assert(
      fc.property(tree, ({ leaves, at }) => {
        const first = at + 1;
        const rewritten = leaves.with(0, Uint8Array.of(1, 2, 3, ...(leaves[0] ?? [])));
        const path = consistencyPath(rewritten.map(hashLeaf), first);
        const [firstRoot, secondRoot] = [naiveRoot(leaves.slice(0, first)), naiveRoot(rewritten)];
        expect(verifyConsistency({ first, second: leaves.length, firstRoot, secondRoot, path })).toBe(false);
      }),
    );
  });

  it("fails for a tree that shrank, and for a path with a hash too many, too few or altered", () => {
    const leaves = Array.from({ length: 13 }, (_, index) => Uint8Array.of(index));
    const proof = {
      first: 6,
      second: 13,
      firstRoot: naiveRoot(leaves.slice(0, 6)),
      secondRoot: naiveRoot(leaves),
      path: consistencyPath(leaves.map(hashLeaf), 6),
    };
    expect(verifyConsistency(proof)).toBe(true);
    expect(verifyConsistency({ ...proof, first: 13, second: 6 })).toBe(false);
    expect(verifyConsistency({ ...proof, path: [] })).toBe(false);
    expect(verifyConsistency({ ...proof, path: proof.path.slice(0, -1) })).toBe(false);
    expect(verifyConsistency({ ...proof, path: [...proof.path, proof.firstRoot] })).toBe(false);
    for (const [place, hash] of proof.path.entries()) {
      expect(verifyConsistency({ ...proof, path: proof.path.with(place, flipped(hash)) })).toBe(false);
    }
  });

  it("of equal sizes needs equal roots and no path", () => {
    const root = naiveRoot([Uint8Array.of(1)]);
    const proof = { first: 1, second: 1, firstRoot: root, secondRoot: root, path: [] };
    expect(verifyConsistency(proof)).toBe(true);
    expect(verifyConsistency({ ...proof, secondRoot: flipped(root) })).toBe(false);
    expect(verifyConsistency({ ...proof, path: [root] })).toBe(false);
  });
});
