import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfiguration, requireConfiguration } from "../../src/intake/read-configuration.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "inquest-config-"));
});
afterAll(async () => rm(folder, { recursive: true }));

async function problemsOf(text: string) {
  await writeFile(join(folder, "bad.yaml"), text);
  const result = await readConfiguration("bad.yaml", folder);
  return result.kind === "problems"
    ? result.problems.map(({ what, line, column }) => `${line}:${column} ${what}`)
    : result.kind;
}

describe("readConfiguration", () => {
  it("needs no file, but finds inquest.yaml where there is one", async () => {
    expect(await readConfiguration(null, folder)).toEqual({ kind: "none" });
    await writeFile(join(folder, "inquest.yaml"), "threshold: 0.9\n");
    expect(await requireConfiguration(null, folder)).toEqual({ threshold: 0.9 });
  });

  it("reads all there is, with paths from the file's own folder", async () => {
    const text =
      "store: journal\nthreshold: 0.75\nbudget: {calls: 20, time: 2m}\nintegrations:\n  replay: {recording: ../rec}\n";
    await writeFile(join(folder, "all.yaml"), text);
    expect(await requireConfiguration("all.yaml", folder)).toEqual({
      store: join(folder, "journal"),
      threshold: 0.75,
      budget: { calls: 20, time: "2m" },
      integrations: { replay: { recording: join(folder, "../rec") } },
    });
  });

  it("takes an empty file for one that says nothing", async () => {
    await writeFile(join(folder, "empty.yaml"), "# nothing yet\n");
    expect(await requireConfiguration("empty.yaml", folder)).toEqual({});
  });

  it("names a file that is not there", async () => {
    await expect(readConfiguration("none.yaml", folder)).rejects.toMatchObject({
      code: "CONFIG_INVALID",
      where: join(folder, "none.yaml"),
    });
  });

  it.each<[string, string, string[]]>([
    ["an unknown key", "threshold: 0.8\nbugdet:\n  calls: 3\n", ["2:1 `bugdet` is not known"]],
    ["a nested unknown key", "budget:\n  clals: 3\n", ["2:3 `budget.clals` is not known"]],
    ["a value out of bounds", "threshold: 3\n", ["1:1 `threshold`: too big: expected number to be <=1"]],
    ["a wrong type", "budget: much\n", ["1:1 `budget`: invalid input: expected object, received string"]],
    [
      "a duration that is none",
      "budget:\n  time: soon\n",
      ["2:3 `budget.time`: write a duration such as `90s` or `5m`"],
    ],
    ["a duration out of bounds", "budget:\n  time: 2d\n", ["2:3 `budget.time`: take from 1s to 1d"]],
    ["a key that stands twice", "store: a\nstore: b\n", ["2:1 map keys must be unique"]],
    ["a list", "- a\n", ["1:1 invalid input: expected object, received array"]],
    ["aliases", "store: &a x\nbudget: *a\n", ["1:1 aliases (`*name`) are not read here"]],
  ])("names line and column of %s", async (_, text, problems) => {
    expect(await problemsOf(text)).toEqual(problems);
  });

  it("names every problem at once", async () => {
    expect(await problemsOf("a: 1\nthreshold: x\n")).toHaveLength(2);
  });

  it("survives what is too deep, and broken YAML", async () => {
    expect(await problemsOf(`store: ${"[".repeat(100_000)}`)).not.toBe("read");
    expect(await problemsOf("store: [a\n")).toEqual([expect.stringMatching(/^2:1 /)]);
    expect(await problemsOf("store: \u0000\n")).not.toBe("read");
  });

  it("refuses a file that is too large before reading it", async () => {
    await writeFile(join(folder, "large.yaml"), `# ${"x".repeat(300_000)}`);
    await expect(readConfiguration("large.yaml", folder)).rejects.toMatchObject({ code: "CONFIG_INVALID" });
  });
});
