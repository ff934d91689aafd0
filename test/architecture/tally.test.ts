import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PROJECT_ROOT } from "./cruise-project.js";

describe("the last line of .ci/run", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "inquest-tally-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

  const results = (passed: number, failed: number, testResults: readonly object[] = []) =>
    JSON.stringify({ numPassedTests: passed, numFailedTests: failed, numPendingTests: 0, testResults });

  function tally(): { readonly lastLine: string | undefined; readonly status: number | null } {
    const { stdout, status } = spawnSync(process.execPath, [join(PROJECT_ROOT, ".ci/tally.mjs"), folder], {
      encoding: "utf8",
    });
    return { lastLine: stdout.trimEnd().split("\n").at(-1), status };
  }

  it("adds the check steps to the tests of every run", () => {
    write("checks.tsv", "0\ttypes\n0\tlint\n");
    write("tests.tsv", "0\tnode-20\n0\tnode-22\n");
    write("node-20.json", results(7, 0));
    write("node-22.json", results(7, 0));
    expect(tally()).toEqual({ lastLine: "16 passed, 0 failed", status: 0 });
  });

  it("counts a failed check and a failed test", () => {
    write("checks.tsv", "2\ttypes\n0\tlint\n");
    write("tests.tsv", "1\tnode-20\n");
    write("node-20.json", results(6, 1));
    expect(tally()).toEqual({ lastLine: "7 passed, 2 failed", status: 1 });
  });

  it("counts a test file that can't be loaded, though no test of it failed", () => {
    write("tests.tsv", "1\tnode-20\n");
    write("node-20.json", results(6, 0, [{ status: "failed", assertionResults: [] }]));
    expect(tally()).toEqual({ lastLine: "6 passed, 1 failed", status: 1 });
  });

  it("counts a run that ended badly although every test passed", () => {
    write("tests.tsv", "137\tnode-20\n");
    write("node-20.json", results(6, 0));
    expect(tally()).toEqual({ lastLine: "6 passed, 1 failed", status: 1 });
  });

  it("counts a run that left no results", () => {
    write("tests.tsv", "0\tnode-20\n0\tnode-22\n");
    write("node-20.json", results(6, 0));
    expect(tally()).toEqual({ lastLine: "6 passed, 1 failed", status: 1 });
  });

  it("is a failure where no test ran", () => {
    write("checks.tsv", "0\ttypes\n");
    write("tests.tsv", "0\tnode-20\n");
    write("node-20.json", results(0, 0));
    expect(tally()).toEqual({ lastLine: "1 passed, 1 failed", status: 1 });
  });
});
