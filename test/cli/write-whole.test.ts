import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeWhole } from "../../src/cli/write-whole.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "inquest-write-"));
});
afterAll(async () => rm(folder, { recursive: true }));

describe("writeWhole", () => {
  it("writes a text, and replaces what was there", async () => {
    await writeWhole(join(folder, "a"), "one");
    await writeWhole(join(folder, "a"), ["t", "wo"]);
    expect(await readFile(join(folder, "a"), "utf8")).toBe("two");
  });

  it("leaves the old file, and nothing beside it, where what it writes ends in an error", async () => {
    await writeWhole(join(folder, "b"), "old");
    const failing = (async function* () {
      yield "new";
      throw new Error("the source failed");
    })();
    await expect(writeWhole(join(folder, "b"), failing)).rejects.toThrow("the source failed");
    expect(await readFile(join(folder, "b"), "utf8")).toBe("old");
    expect((await readdir(folder)).filter((name) => name.includes("partial"))).toEqual([]);
  });

  it("says where it cannot write", async () => {
    await expect(writeWhole(join(folder, "none", "c"), "x")).rejects.toMatchObject({
      code: "READ_ONLY_FOLDER",
      where: join(folder, "none", "c"),
    });
  });
});
