import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCommand, inquest, JOURNEY_TIMEOUT_MS, RECORDINGS } from "../support/inquest-command.js";

let cwd: string;
beforeAll(async () => {
  await buildCommand();
  cwd = await mkdtemp(join(tmpdir(), "inquest-bad-"));
  const { code } = await inquest(["investigate", ...RECORDING, "--store", "sound", "--quiet"], { cwd });
  expect(code).toBe(0);
}, 600_000);
afterAll(async () => rm(cwd, { recursive: true, force: true }));

const RECORDING = ["--recording", join(RECORDINGS, "spurious-alert")];
const ALERT_REMEDY =
  "give an Alertmanager webhook payload (version 4), a list of its API v2 alerts, or one of them; docs/errors/ALERT_INVALID.md shows each";

async function refused(args: readonly string[]) {
  const { code, stdout, stderr } = await inquest(args, { cwd });
  expect(stdout).toBe("");
  return { code, lines: stderr.split("\n") };
}

describe("a bad alert", { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it.each<[string, string | Uint8Array, string, string, string]>([
    [
      "an empty file",
      "",
      "there is no alert in it: the text is empty [ALERT_INVALID]",
      "",
      "give the payload that Alertmanager sends to its webhooks, or alerts from its API v2",
    ],
    [
      "a truncated one",
      '{"version": "4", "alerts": [{"labels": {"alertna',
      "this is no JSON that can be read: a string is not closed [ALERT_INVALID]",
      ", line 1, column 41",
      "mend the text there, or save the alert anew from Alertmanager",
    ],
    [
      "a wrong type",
      '{"alerts": "none"}',
      "this is no alert: invalid input: expected array, received string [ALERT_INVALID]",
      ", alerts",
      ALERT_REMEDY,
    ],
    [
      "a duplicate key",
      '{"labels": {"a": "x",\n"a": "y"}}',
      "this is no JSON that can be read: the name `a` stands twice in one object [ALERT_INVALID]",
      ", line 2, column 1",
      "mend the text there, or save the alert anew from Alertmanager",
    ],
    [
      "prototype pollution",
      '{"__proto__": {"x": 1}}',
      "this is no JSON that can be read: a member is named `__proto__` [ALERT_INVALID]",
      ", line 1, column 2",
      "mend the text there, or save the alert anew from Alertmanager",
    ],
    [
      "a depth of 100,000",
      "[".repeat(100_000),
      "this is no JSON that can be read: values are nested deeper than 64 levels [ALERT_INVALID]",
      ", line 1, column 65",
      "mend the text there, or save the alert anew from Alertmanager",
    ],
    [
      "a line of 10 MB",
      `{"labels": {"a": "${"x".repeat(10_000_000)}"}}`,
      "the alert is larger than 1 MiB [INPUT_TOO_LARGE]",
      "",
      "give fewer alerts: an incident has at most 1,000 of them",
    ],
    [
      "bytes that are no text",
      Buffer.from([0x1f, 0x8b, 0xff]),
      "the bytes are not UTF-8 text [ALERT_INVALID]",
      "",
      "give the alert as JSON in UTF-8, uncompressed",
    ],
    [
      "a time that is none",
      '{"labels": {"alertname": "A\\u001b[2J"}, "startsAt": "yester\\u001bday"}',
      "`yester\\u{1b}day` is no time [ALERT_INVALID]",
      ", the alert.startsAt",
      "write times as RFC 3339 does, as in 2026-03-01T03:14:00Z",
    ],
  ])("%s gets its three lines", async (_, content, what, place, remedy) => {
    await writeFile(join(cwd, "alert.json"), content);
    const { code, lines } = await refused(["investigate", "alert.json", ...RECORDING]);
    expect(lines).toEqual([`error: ${what}`, `  where: alert.json${place}`, `  remedy: ${remedy}`, ""]);
    expect(code).toBe(2);
  });

  it("that is not there gets its three lines", async () => {
    expect(await refused(["investigate", "none.json", ...RECORDING])).toEqual({
      code: 2,
      lines: [
        "error: there is no file `none.json` [NOT_FOUND]",
        "  where: the alert to investigate",
        "  remedy: check the path; `-` reads the alert from stdin, and --service names a scope without one",
        "",
      ],
    });
  });

  it("without a source to ask gets its three lines", async () => {
    expect(await refused(["investigate", "--service", "checkout"])).toEqual({
      code: 2,
      lines: [
        "error: there is nothing to ask: no source is configured [USAGE]",
        "  where: inquest investigate",
        "  remedy: name a recording with --recording DIR, or one in inquest.yaml (integrations.replay.recording)",
        "",
      ],
    });
  });

  it("leaves no investigation behind", async () => {
    const { stdout } = await inquest(["list", "--json"], { cwd });
    expect(JSON.parse(stdout)).toEqual({ investigations: [] });
  });
});

describe("a bad recording", { timeout: JOURNEY_TIMEOUT_MS }, () => {
  async function copied(name: string, change: (folder: string) => Promise<void>): Promise<string> {
    const folder = join(cwd, name);
    await cp(join(RECORDINGS, "spurious-alert"), folder, { recursive: true });
    await change(folder);
    return folder;
  }

  async function manifestWith(folder: string, change: (text: string) => string): Promise<void> {
    const file = join(folder, "recording.json");
    await writeFile(file, change(await readFile(file, "utf8")));
  }

  it.each<[string, (folder: string) => Promise<void>, RegExp]>([
    ["without a manifest", (folder) => rm(join(folder, "recording.json")), /^ {2}where: recording\.json$/],
    [
      "with a manifest cut short",
      (folder) => manifestWith(folder, (text) => text.slice(0, 40)),
      /^ {2}where: recording\.json, line \d+, column \d+$/,
    ],
    [
      "whose alert leads out of the folder",
      (folder) => manifestWith(folder, (text) => text.replace('"alert.json"', '"../../../etc/passwd"')),
      /^ {2}where: recording\.json$/,
    ],
    [
      "with another format",
      (folder) => manifestWith(folder, (text) => text.replace("inquest-recording/1", "inquest-recording/9")),
      /^ {2}where: recording\.json$/,
    ],
  ])("%s is refused by `investigate`, and named by `recording validate`", async (name, change, where) => {
    const folder = await copied(name.replaceAll(" ", "-"), change);
    const { code, lines } = await refused(["investigate", "--recording", folder]);
    expect(code).toBe(2);
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^error: .+ \[RECORDING_INVALID\]$/);
    expect(lines[1]).toMatch(where);
    expect(lines[2]).toMatch(/^ {2}remedy: .+/);
    const validated = await inquest(["recording", "validate", folder, "--json"], { cwd });
    expect(validated.code).toBe(2);
    expect(JSON.parse(validated.stdout).problems).toHaveLength(1);
  });

  it("that is not there gets its three lines", async () => {
    const { code, lines } = await refused(["investigate", "--recording", "nowhere"]);
    expect(code).toBe(2);
    expect(lines[0]).toMatch(/\[RECORDING_INVALID\]$/);
    expect(lines).toHaveLength(4);
  });
});

describe("a bad store", { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it("that is not there has no investigations to show, and none is made by looking", async () => {
    const { code, lines } = await refused(["show", "latest", "--store", "none"]);
    expect(code).toBe(1);
    expect(lines).toEqual([
      "error: there is no journal [STORE_UNUSABLE]",
      `  where: ${join(cwd, "none", "journal.db")}`,
      "  remedy: check the path; an investigation makes a journal",
      "",
    ]);
    expect((await inquest(["list", "--store", "none", "--json"], { cwd })).stdout).toBe(
      '{\n  "investigations": []\n}\n',
    );
  });

  it("whose file is not a journal is refused by each command, and named by the doctor", async () => {
    await mkdir(join(cwd, "odd"));
    await writeFile(
      join(cwd, "odd", "journal.db"),
      "these are not the bytes that you are looking for\u001b[2J".repeat(10),
    );
    for (const args of [["list"], ["show", "latest"], ["journal", "verify"]]) {
      const { code, lines } = await refused([...args, "--store", "odd"]);
      expect(code).toBe(1);
      expect(lines[0]).toBe("error: the file is not a journal [STORE_UNUSABLE]");
      expect(lines).toHaveLength(4);
    }
    expect((await refused(["investigate", ...RECORDING, "--store", "odd"])).lines[0]).toMatch(/\[STORE_UNUSABLE\]$/);
    const doctor = await inquest(["doctor", "--store", "odd"], { cwd });
    expect(doctor.code).toBe(2);
    expect(doctor.stdout).toContain("WRONG journal: the file is not a journal\n");
  });

  it("whose signing key others can read is refused, and named by the doctor", async () => {
    await cp(join(cwd, "sound"), join(cwd, "loose"), { recursive: true });
    await chmod(join(cwd, "loose", "signing-key.pem"), 0o644);
    const { code, lines } = await refused(["review", "latest", "accept", "--store", "loose"]);
    expect([code, lines.length]).toEqual([1, 4]);
    expect((await inquest(["doctor", "--store", "loose"], { cwd })).stdout).toMatch(
      /^WRONG signing key: others can read it$/m,
    );
  });

  it("in which a byte was changed is found out, with exit code 5", async () => {
    await cp(join(cwd, "sound"), join(cwd, "altered"), { recursive: true });
    const file = join(cwd, "altered", "journal.db");
    const bytes = await readFile(file);
    const at = bytes.indexOf("investigation.opened");
    expect(at).toBeGreaterThan(0);
    bytes.write("investigation.opfned", at);
    await writeFile(file, bytes);
    const { code, stdout } = await inquest(["journal", "verify", "--store", "altered"], { cwd });
    expect(code).toBe(5);
    expect(stdout).toMatch(/^The journal does not prove what it should: \d+ problems?\.\n {2}altered, stream /);
  });
});

describe("a bad configuration", { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it("is named with line and column, by the command and by the doctor", async () => {
    await writeFile(join(cwd, "bad.yaml"), "threshold: 0.9\nbudget:\n  clals: 3\n  time: soon\n");
    expect(await refused(["list", "--config", "bad.yaml"])).toEqual({
      code: 2,
      lines: [
        "error: `budget.time`: write a duration such as `90s` or `5m` [CONFIG_INVALID]",
        `  where: ${join(cwd, "bad.yaml")}, line 4, column 3`,
        "  remedy: mend it there; `inquest doctor` names every problem",
        "",
      ],
    });
    const { code, stdout } = await inquest(["doctor", "--config", "bad.yaml"], { cwd });
    expect(code).toBe(2);
    expect(stdout).toContain("WRONG configuration: `budget.clals` is not known\n");
    expect(stdout).toContain(`        where: ${join(cwd, "bad.yaml")}, line 3, column 3\n`);
  });

  it("takes what it says where it is right", async () => {
    await writeFile(
      join(cwd, "good.yaml"),
      `store: from-config\nintegrations:\n  replay: {recording: ${join(RECORDINGS, "spurious-alert")}}\n`,
    );
    const { code, stdout } = await inquest(
      ["investigate", "--service", "gateway", "--config", "good.yaml", "--json", "--quiet"],
      { cwd },
    );
    expect([0, 3]).toContain(code);
    const list = await inquest(["list", "--config", "good.yaml", "--json"], { cwd });
    expect(JSON.parse(list.stdout).investigations).toMatchObject([{ investigation: JSON.parse(stdout).investigation }]);
  });
});

describe("a name that is none", { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it.each([
    [
      ["show", "inv-nothing"],
      "there is no investigation `inv-nothing`",
      "the journal",
      "`inquest list` shows which there are",
    ],
    [
      ["graph", "upstream", "nobody"],
      "the graph knows no `service:nobody`",
      "the context graph",
      "investigate something in it first",
    ],
    [
      ["journal", "verify", "--head", "no-head.txt"],
      "the head cannot be read (ENOENT)",
      "no-head.txt",
      "name a file with a checkpoint: each report ends with one",
    ],
  ])(
    "%j gets its three lines",
    async (args, what, where, remedy) => {
      const { code, lines } = await refused([...args, "--store", "sound"]);
      expect(code).toBe(2);
      expect(lines).toEqual([`error: ${what} [NOT_FOUND]`, `  where: ${where}`, `  remedy: ${remedy}`, ""]);
    },
    JOURNEY_TIMEOUT_MS,
  );
});
