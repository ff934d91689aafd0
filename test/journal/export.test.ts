import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyInclusion } from "../../src/journal/merkle-proof.js";
import { hashLeaf } from "../../src/journal/merkle-tree.js";
import { openReadOnly, type ReadOnlyStore } from "../../src/journal/read-only-store.js";
import { collect } from "../support/journal-events.js";
import { OPEN, SEALED, writeJournal } from "../support/journal-file.js";
import { verifyExport } from "./independent-verifier.js";

let folder: string;
let store: ReadOnlyStore;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "inquest-"));
  writeJournal(folder);
  store = await openReadOnly({ path: folder });
}, 60_000);

afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function exported(stream: string): Promise<string> {
  return (await collect(store.exportStream(stream))).join("");
}

describe("an export", () => {
  it("is verified by a program that shares no line with this one", async () => {
    expect(verifyExport(await exported(SEALED))).toEqual({ problems: [], entries: 21, bodies: 21, covered: 21 });
    expect(verifyExport(await exported(OPEN))).toEqual({ problems: [], entries: 23, bodies: 23, covered: 11 });
    expect(verifyExport(await exported("installation"))).toEqual({ problems: [], entries: 3, bodies: 2, covered: 3 });
  });

  it("is refused by that program after any line was dropped, doubled, swapped or altered", async () => {
    const lines = (await exported(SEALED)).trimEnd().split("\n");
    for (const [at, line] of lines.entries()) {
      const altered = line.replace(/text (\d)/, (_, digit) => `text ${digit === "9" ? "8" : "9"}`);
      const variants = [
        lines.toSpliced(at, 1),
        lines.toSpliced(at, 0, line),
        ...(line.includes('"kind":"entry"') && altered !== line ? [lines.with(at, altered)] : []),
        ...(line.includes('"kind":"body"') ? [lines.with(at, line.replace(/"bytes":"./, '"bytes":"/'))] : []),
      ];
      for (const variant of variants) {
        expect(verifyExport(`${variant.join("\n")}\n`).problems, `line ${at}`).not.toEqual([]);
      }
    }
  });

  it("rejects for a stream that isn't there", async () => {
    await expect(exported("inv-none")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("an inclusion proof", () => {
  it("leads from each entry to the newest head over it", async () => {
    for (const [stream, size] of [
      [SEALED, 21],
      [OPEN, 23],
    ] as const) {
      for (let seq = 0; seq < size; seq += 1) {
        const proof = await store.inclusionProof(stream, seq);
        const bytes = (hex: string) => Buffer.from(hex, "hex");
        const path = proof.path.map(bytes);
        const leafHash = hashLeaf(Buffer.from(proof.leaf));
        const verified = verifyInclusion({ leafHash, index: seq, size: proof.size, path, root: bytes(proof.root) });
        expect(verified).toBe(true);
        const underHead = stream === SEALED || seq < 11;
        expect(proof.checkpoint === null).toBe(!underHead);
        if (proof.checkpoint === null) continue;
        const root = bytes(proof.root).toString("base64");
        expect(proof.checkpoint).toContain(`\n${proof.size}\n${root}\n`);
      }
    }
  });

  it("is refused for an entry that isn't there", async () => {
    for (const seq of [-1, 21, 1.5]) {
      await expect(store.inclusionProof(SEALED, seq)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });
});
