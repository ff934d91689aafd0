import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  appendLeafHash,
  decodeFrontier,
  EMPTY_FRONTIER,
  encodeFrontier,
  type Frontier,
  hashLeaf,
  peakRanges,
  rootOf,
} from "../../src/journal/merkle-tree.js";
import { naiveRoot } from "../support/naive-merkle-tree.js";

/** The leaves that RFC 6962's reference implementations are tested with, and the roots over the first 1 to 8. */
const LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

function frontierOf(leaves: readonly Uint8Array[]): Frontier {
  return leaves.map(hashLeaf).reduce(appendLeafHash, EMPTY_FRONTIER);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

const leavesOf = (maxLength: number) => fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength });

describe("the Merkle tree", () => {
  it("has the known roots of RFC 6962 for sizes 1 to 8", () => {
    const leaves = LEAVES.map((leaf) => Buffer.from(leaf, "hex"));
    const roots = ROOTS.map((_, index) => hex(rootOf(frontierOf(leaves.slice(0, index + 1)))));
    expect(roots).toEqual(ROOTS);
  });

  it("has the SHA-256 of nothing as the root of the empty tree", () => {
    expect(hex(rootOf(EMPTY_FRONTIER))).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  });

  it("agrees with the recursive definition on every size", () => {
    fc.assert(
      fc.property(leavesOf(70), (leaves) => {
        expect(hex(rootOf(frontierOf(leaves)))).toBe(hex(naiveRoot(leaves)));
      }),
    );
  });

  it("keeps its frontier through encoding, and goes on from it", () => {
    fc.assert(
      fc.property(leavesOf(40), leavesOf(40), (before, after) => {
        const frontier = frontierOf(before);
        const read = decodeFrontier(frontier.size, encodeFrontier(frontier));
        expect(read?.size).toBe(before.length);
        expect(read?.peaks.map(hex)).toEqual(frontier.peaks.map(hex));
        const grown = after.map(hashLeaf).reduce(appendLeafHash, read ?? EMPTY_FRONTIER);
        expect(hex(rootOf(grown))).toBe(hex(naiveRoot([...before, ...after])));
      }),
    );
  });

  it("refuses bytes that can't be a frontier of the given size", () => {
    expect(decodeFrontier(3, new Uint8Array(32))).toBeNull();
    expect(decodeFrontier(0, new Uint8Array(1))).toBeNull();
    expect(decodeFrontier(-1, new Uint8Array(0))).toBeNull();
    expect(decodeFrontier(1.5, new Uint8Array(32))).toBeNull();
    expect(decodeFrontier(3, new Uint8Array(64))).not.toBeNull();
  });

  it("names the leaves under each peak without gap or overlap", () => {
    expect(peakRanges(7)).toEqual([
      { from: 0, to: 4 },
      { from: 4, to: 6 },
      { from: 6, to: 7 },
    ]);
    fc.assert(
      fc.property(fc.nat(100_000), (size) => {
        const ranges = peakRanges(size);
        expect(ranges.reduce((end, range) => (range.from === end ? range.to : Number.NaN), 0)).toBe(size);
      }),
    );
  });
});
