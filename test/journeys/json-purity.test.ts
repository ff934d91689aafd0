import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCommand, inquest, JOURNEY_TIMEOUT_MS, RECORDINGS } from "../support/inquest-command.js";

const RECORDING = join(RECORDINGS, "spurious-alert");

let cwd: string;
beforeAll(async () => {
  await buildCommand();
  cwd = await mkdtemp(join(tmpdir(), "inquest-json-"));
  const { code } = await inquest(["investigate", "--recording", RECORDING, "--quiet"], { cwd });
  expect(code).toBe(0);
}, 600_000);
afterAll(async () => rm(cwd, { recursive: true, force: true }));

/** A command, and the names that its document has as docs/json-output.md lists them. */
const DOCUMENTS: readonly (readonly [string, readonly string[]])[] = [
  ["list", ["investigations"]],
  ["trace latest", ["investigation", "steps"]],
  ["replay latest", ["investigation", "decided", "differences", "versions"]],
  ["replay latest --rethink", ["same", "first"]],
  ["review latest accept", ["review"]],
  ["graph findings", ["question", "asOf", "answer"]],
  ["journal verify", ["ok", "installation", "streams", "problems", "moreProblems", "proven", "notExcluded"]],
  ["journal show latest", ["entries"]],
  ["kill latest", ["stopped"]],
  ["kill latest --lift", ["lifted"]],
  [`integrations list --recording ${RECORDING}`, ["integrations"]],
  [`recording validate ${RECORDING}`, ["recording", "problems"]],
  ["doctor", ["checks"]],
];

describe("--json", { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it.each(DOCUMENTS)("of `%s` is one document, and nothing is said beside it", async (command, names) => {
    const { code, stdout, stderr } = await inquest([...command.split(" "), "--json"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(Object.keys(JSON.parse(stdout)).toSorted()).toEqual(names.toSorted());
    expect(stdout.endsWith("}\n")).toBe(true);
  });

  it("of a command that fails is the error, with its three lines on stderr", async () => {
    const { code, stdout, stderr } = await inquest(["show", "inv-none", "--json"], { cwd });
    expect(code).toBe(2);
    expect(Object.keys(JSON.parse(stdout).error)).toEqual(["code", "what", "where", "remedy"]);
    expect(stderr.split("\n")).toHaveLength(4);
  });

  it("prints no colours, even where they are forced", async () => {
    const { stdout } = await inquest(["show", "latest", "--json"], { cwd, env: { NO_COLOR: "", FORCE_COLOR: "1" } });
    expect(stdout).not.toContain("\u001b");
    JSON.parse(stdout);
    const coloured = await inquest(["show", "latest"], { cwd, env: { NO_COLOR: "", FORCE_COLOR: "1" } });
    expect(coloured.stdout).toContain("\u001b[");
    const plain = await inquest(["show", "latest", "--no-color"], { cwd, env: { NO_COLOR: "", FORCE_COLOR: "1" } });
    expect(plain.stdout).not.toContain("\u001b");
  });
});
