import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type PackedCase, readCases } from "../../../../evals/datasets/cloud-opsbench/read-cases.js";
import { readTruths } from "../../../../evals/datasets/cloud-opsbench/truth.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";

const line = (id: string, more: object = {}) =>
  JSON.stringify({
    case: id,
    system: "bakery",
    namespace: "ovens",
    query: "Bread is cold.",
    tools: { "GetAlerts:{}": {} },
    logs: {},
    ...more,
  });

function rootWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(root, name), content);
  return root;
}

async function read(root: string): Promise<readonly PackedCase[]> {
  const cases: PackedCase[] = [];
  for await (const one of readCases(root)) cases.push(one);
  return cases;
}

describe("readCases", () => {
  it("packs what may be asked of a case, and nothing of its number or its report (invariant 3)", async () => {
    const [one] = await read(rootWith({ "bakery.ndjson.gz": gzipSync(`${line("b-17")}\n`) }));
    const text = gunzipSync(Buffer.from(one?.packed ?? "", "base64")).toString();
    expect(JSON.parse(text)).toEqual({ namespace: "ovens", tools: { "GetAlerts:{}": {} }, logs: {} });
    expect(text).not.toMatch(/b-17|cold|"query"/);
    expect([one?.id, one?.system]).toEqual(["b-17", "bakery"]);
  });

  it("takes any subset of the files, packed or not (invariant 1)", async () => {
    const root = rootWith({
      "a.ndjson": `${line("a-1")}\n${line("a-2", { logs: null })}`,
      "a-metrics.ndjson.gz": "no case",
      "truth.json": "{}",
    });
    expect((await read(root)).map(({ id }) => id)).toEqual(["a-1", "a-2"]);
    await expect(read(rootWith({}))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(read(join(root, "nowhere"))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("names file and line of what is no case (invariant 2)", async () => {
    const bad = [
      "{",
      "[]",
      "7",
      '{"case":"x"}',
      line("x", { tools: [] }),
      line("x", { namespace: 7 }),
      line("x").slice(0, -9),
      line("x", { logs: "none" }),
    ];
    for (const wrong of bad) {
      await expect(read(rootWith({ "a.ndjson": `${line("a-1")}\n${wrong}\n` })), wrong).rejects.toMatchObject({
        code: "RECORDING_INVALID",
        where: "a.ndjson, line 2",
      });
    }
    await expect(read(rootWith({ "a.ndjson.gz": gzipSync(line("a")).subarray(0, 40) }))).rejects.toMatchObject({
      code: "RECORDING_INVALID",
      where: "a.ndjson.gz",
    });
  });
});

describe("readTruths", () => {
  it("has none where no truth lies, and says where it cannot be read", async () => {
    expect((await readTruths(rootWith({}))).size).toBe(0);
    await expect(readTruths(rootWith({ "truth.json": "{" }))).rejects.toMatchObject({
      code: "RECORDING_INVALID",
      where: "truth.json",
    });
    const truth = {
      system: "bakery",
      fault_taxonomy: "T",
      fault_object: "app/oven",
      root_cause: "cold",
      logs_recorded: true,
    };
    expect((await readTruths(rootWith({ "truth.json": JSON.stringify({ "b-1": truth }) }))).get("b-1")).toMatchObject({
      root_cause: "cold",
    });
  });
});
