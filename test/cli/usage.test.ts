import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { EXIT } from "../../src/cli/exit-code.js";
import { createProgram, withSubcommands } from "../../src/cli/program.js";
import { run } from "../../src/cli/run.js";
import { exampleOf } from "../../src/cli/shared-options.js";
import { pathOf } from "../../src/cli/usage-error.js";
import { aTerminal, noSignals } from "../support/a-terminal.js";

async function runWith(...args: string[]) {
  const terminal = aTerminal();
  const code = await run(args, terminal, noSignals);
  return { code, stdout: terminal.stdoutText(), stderr: terminal.stderrText() };
}

const leaves = withSubcommands(createProgram(async () => undefined))
  .filter((command) => command.commands.length === 0)
  .map((command): [string, Command] => [pathOf(command), command]);

describe("the command line", () => {
  it.each<[string[], string, string, string]>([
    [
      ["investgate"],
      "unknown command `investgate`",
      "inquest",
      "did you mean `investigate`? `inquest --help` shows what there is",
    ],
    [["frobnicate"], "unknown command `frobnicate`", "inquest", "`inquest --help` shows what there is"],
    [
      ["list", "--jsn"],
      "unknown option `--jsn`",
      "inquest list",
      "did you mean `--json`? `inquest list --help` shows what there is",
    ],
    [
      ["list", "--frobnicate"],
      "unknown option `--frobnicate`",
      "inquest list",
      "`inquest list --help` shows what there is",
    ],
    [
      ["journal", "verfy"],
      "unknown command `verfy`",
      "inquest journal",
      "did you mean `verify`? `inquest journal --help` shows what there is",
    ],
    [
      ["journal", "verify", "--haed=x"],
      "unknown option `--haed=x`",
      "inquest journal verify",
      "did you mean `--head`? `inquest journal verify --help` shows what there is",
    ],
    [["show"], "missing required argument `id`", "inquest show", "`inquest show --help` shows what there is"],
    [
      ["show", "x", "--format"],
      "option `--format <format>` argument missing",
      "inquest show",
      "`inquest show --help` shows what there is",
    ],
    [["journal"], "a subcommand is missing", "inquest journal", "name one of: verify, show, export"],
    [
      ["investigate"],
      "there is nothing to investigate",
      "inquest investigate",
      "name an alert's file, `-` for stdin, a scope (--service checkout --since 20m), or a recording (--recording DIR)",
    ],
    [
      ["investigate", "--resume", "x", "y.json"],
      "--resume goes on with what was begun, and takes no alert or scope",
      "inquest investigate",
      "leave those out",
    ],
  ])("says of `%j` what, where and what to do", async (args, what, where, remedy) => {
    expect(await runWith(...args)).toEqual({
      code: EXIT.usage,
      stdout: "",
      stderr: `error: ${what} [USAGE]\n  where: ${where}\n  remedy: ${remedy}\n`,
    });
  });

  it.each([
    [["show", "x", "--format", "pdf"], "argument `pdf` is invalid"],
    [["investigate", "a.json", "--max-calls", "3"], "write a whole number from 4 on"],
    [["investigate", "a.json", "--timeout", "soon"], "`soon` is no duration of a second or more"],
    [["investigate", "a.json", "--mind", "oracle"], "argument `oracle` is invalid"],
    [
      ["review", "x", "maybe"],
      "value `maybe` is invalid for argument `judgement`; allowed choices are accept, reject, correct",
    ],
    [["list", "x"], "too many arguments"],
    [["review", "x", "correct", "--entity", "checkout"], "`correct` needs to know what is right"],
    [["review", "x", "accept", "--fault", "a/b"], "which only `correct` does"],
    [["review", "x", "correct", "--entity", "checkout", "--fault", "nonsense"], "`nonsense` is no fault"],
  ])("refuses `%j`", async (args, what) => {
    const { code, stdout, stderr } = await runWith(...args);
    expect([code, stdout]).toEqual([EXIT.usage, ""]);
    expect(stderr.split("\n")).toHaveLength(4);
    expect(stderr.split("\n")[0]).toContain(what);
  });

  it("prints an error as one JSON document with --json, beside the three lines", async () => {
    const { stdout, stderr } = await runWith("list", "--json", "--jsn");
    expect(JSON.parse(stdout)).toEqual({
      error: {
        code: "USAGE",
        what: "unknown option `--jsn`",
        where: "inquest list",
        remedy: "did you mean `--json`? `inquest list --help` shows what there is",
      },
    });
    expect(stderr.split("\n")).toHaveLength(4);
  });

  it("escapes what somebody typed", async () => {
    const { stderr } = await runWith("\u001b[2J\nhidden\u202e");
    expect(stderr).not.toContain("\u001b");
    expect(stderr.split("\n")).toHaveLength(4);
  });
});

describe("help", () => {
  it("lists every command, and an example of each", async () => {
    const { code, stdout, stderr } = await runWith("--help");
    expect([code, stderr]).toEqual([EXIT.done, ""]);
    for (const [, command] of leaves) expect(stdout).toContain(`  $ ${exampleOf(command)}`);
  });

  it("is what one gets without a command", async () => {
    expect((await runWith()).stdout).toBe((await runWith("--help")).stdout);
  });

  it.each(leaves)("of `%s` shows its example and the flags of every command", async (path, command) => {
    const { code, stdout } = await runWith(...path.split(" ").slice(1), "--help");
    expect(code).toBe(EXIT.done);
    for (const flag of ["--json", "--no-color", "--quiet", "--config", "--store"]) expect(stdout).toContain(flag);
    expect(stdout).toContain(`Example:\n  $ ${exampleOf(command)}`);
  });

  it("has an example that the command line itself can read", async () => {
    for (const [, command] of leaves) {
      const example = exampleOf(command) ?? "";
      const words = [...example.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? "");
      expect(words[0]).toBe("inquest");
      const program = createProgram(async () => undefined);
      for (const one of withSubcommands(program)) one.exitOverride();
      await program.parseAsync(words.slice(1), { from: "user" });
    }
  });

  it("prints the version", async () => {
    expect((await runWith("--version")).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
