import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ReportModel } from "../../src/report/report-model.js";
import { buildCommand, inquest, JOURNEY_TIMEOUT_MS, RECORDINGS } from "../support/inquest-command.js";

// One journal for the whole journey: each step stands on the ones before it.
let cwd: string;
let lock: string;

beforeAll(async () => {
  await buildCommand();
  cwd = await mkdtemp(join(tmpdir(), "inquest-journey-"));
}, 600_000);
afterAll(async () => rm(cwd, { recursive: true, force: true }));

async function json(...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await inquest([...args, "--json"], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}

async function text(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await inquest([...args, "--quiet"], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

describe("an engineer's night with three recorded incidents", { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it("investigates the lock: a finding, its progress on stderr, its report on stdout", async () => {
    const { code, stdout, stderr } = await inquest(
      ["investigate", "--recording", join(RECORDINGS, "lock-contention")],
      { cwd },
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Finding\n {2}Lock contention on database shop\/orders-db/);
    for (const heading of [
      "Causal path",
      "What to do next",
      "Impact",
      "Timeline",
      "Evidence",
      "Ruled out",
      "Not seen",
      "Citations",
    ]) {
      expect(stdout).toContain(`\n${heading}\n`);
    }
    expect(stderr).toMatch(/^investigator asks: /m);
    expect(stderr).toMatch(/^verifier asks: /m);
    expect(stderr).toMatch(/^concluded: finding$/m);
    // The signed head stands as it was signed, so that it can be kept and checked against; all else fits a terminal.
    const laidOut = stdout.slice(0, stdout.indexOf("\ninquest/installation"));
    for (const line of laidOut.split("\n")) expect([...line].length).toBeLessThanOrEqual(80);
  });

  it("investigates a wrong address, and keeps the report in a file", async () => {
    const file = join(cwd, "report.html");
    const args = [
      "investigate",
      "--recording",
      join(RECORDINGS, "wrong-address"),
      "--quiet",
      "--format",
      "html",
      "--output",
      file,
    ];
    const { code, stdout, stderr } = await inquest(args, { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Finding, .*: Wrong address on service shop\/orders/);
    expect(await readFile(file, "utf8")).toMatch(/^<!doctype html>/i);
  });

  it("finds no fault where an alert was spurious, and prints it as one JSON document", async () => {
    const args = ["investigate", "--recording", join(RECORDINGS, "spurious-alert"), "--json"];
    const { code, stdout } = await inquest(args, { cwd });
    expect(code).toBe(0);
    expect(ReportModel.parse(JSON.parse(stdout)).verdict.outcome).toBe("no-fault");
  });

  it("finds the lock from a bare scope as well", async () => {
    const args = [
      "investigate",
      "--recording",
      join(RECORDINGS, "lock-contention"),
      "--service",
      "gateway",
      "--since",
      "2m",
      "slow",
    ];
    const { code, stdout } = await inquest([...args, "--json", "--quiet"], { cwd });
    expect(code).toBe(0);
    const report = ReportModel.parse(JSON.parse(stdout));
    expect(report.verdict.cause).toMatchObject({ fault: "dependency/lock-contention", entity: { name: "orders-db" } });
  });

  it("finds it from an alert on stdin too", async () => {
    const alert = await readFile(join(RECORDINGS, "lock-contention", "alert.json"), "utf8");
    const args = ["investigate", "-", "--recording", join(RECORDINGS, "lock-contention"), "--json", "--quiet"];
    const { code, stdout } = await inquest(args, { cwd, stdin: alert });
    expect(code).toBe(0);
    expect(ReportModel.parse(JSON.parse(stdout)).verdict.cause?.fault).toBe("dependency/lock-contention");
  });

  it("lists them, newest first", async () => {
    const { investigations } = await json("list");
    expect(investigations).toMatchObject([
      { outcome: "finding" },
      { outcome: "finding" },
      { outcome: "no-fault" },
      { outcome: "finding", answer: "change/wrong-address at service:shop/orders" },
      { outcome: "finding", answer: "dependency/lock-contention at database:shop/orders-db" },
    ]);
    lock = (investigations as { investigation: string }[]).at(-1)?.investigation ?? "";
    expect((await text("list")).split("\n")).toHaveLength(7);
  });

  it("shows one again, by the beginning of its id, in every format", async () => {
    expect(await text("show", lock.slice(0, -3))).toMatch(/^Finding\n/);
    expect(await text("show", lock, "--format", "markdown")).toMatch(/^# /);
    expect(await text("show", lock, "--format", "html")).toMatch(/^<!doctype html>/i);
    const report = ReportModel.parse(await json("show", lock));
    expect(report.investigation).toBe(lock);
    expect(report.citations.length).toBeGreaterThan(0);
    expect(new Set(report.citations.map((citation) => citation.standing))).toEqual(new Set(["resolves"]));
  });

  it("traces every step, and with --why those alone that the finding rests on", async () => {
    const whole = (await json("trace", lock)) as { steps: { type: string; hypothesis: string | null }[] };
    const found = whole.steps.find((step) => step.type === "verdict.reached")?.hypothesis ?? "";
    const why = (await json("trace", lock, "--why", found)) as { steps: { type: string }[] };
    expect(why.steps.length).toBeLessThan(whole.steps.length);
    for (const type of [
      "call.intended",
      "evidence.recorded",
      "hypothesis.proposed",
      "challenge.judged",
      "verdict.reached",
    ]) {
      expect(why.steps.map((step) => step.type)).toContain(type);
    }
  });

  it("decides again what it decided, and thinks again what it thought", async () => {
    expect(await json("replay", lock)).toMatchObject({ differences: [], versions: [] });
    expect(await json("replay", lock, "--rethink")).toMatchObject({ first: null });
  });

  it("takes a person's judgement, and shows it in the report and in the graph", async () => {
    await json("review", lock, "accept", "--by", "alex", "--comment", "we ended the session by hand");
    expect(await text("show", lock)).toContain("accept by alex: we ended the session by hand");
    expect(await json("graph", "findings", "--entity", "orders-db", "--fault", "dependency")).toMatchObject({
      answer: expect.arrayContaining([expect.objectContaining({ standing: "accepted" })]),
    });
  });

  it("answers questions about the graph", async () => {
    expect(await text("graph", "blast-radius", "orders-db")).toMatch(/service:shop\/gateway/);
    expect(await text("graph", "upstream", "gateway")).toMatch(/database:shop\/orders-db/);
    expect(await text("graph", "downstream", "orders-db")).toMatch(/service:shop\/gateway/);
    expect(await text("graph", "neighbours", "database:shop/orders-db")).toMatch(/blames/);
    expect(await text("graph", "path", "orders-db", "gateway")).toMatch(/^database:shop\/orders-db\n/);
    expect(await text("graph", "similar", "orders-db", "--fault", "dependency/lock-contention")).toMatch(
      /lock-contention/,
    );
    expect(await text("graph", "changes", "gateway", "--within", "31d")).toMatch(/service:shop\/gateway/);
    expect(await text("graph", "path", "orders-db", "gateway", "--format", "dot")).toMatch(/^digraph /);
    expect(await text("graph", "blast-radius", "orders-db", "--format", "graphml")).toMatch(/^<\?xml /);
    expect(await text("graph", "upstream", "gateway", "--as-of", "2001-01-01T00:00:00Z")).toBe("nothing is known\n");
  });

  it("proves its journal, alone and against a head that was kept outside", async () => {
    expect(await json("journal", "verify")).toMatchObject({ ok: true, problems: [] });
    const { accounts } = ReportModel.parse(await json("show", lock));
    const head = join(cwd, "head.txt");
    await writeFile(head, accounts.head?.checkpoint ?? "");
    expect(await text("journal", "verify", "--head", head)).toContain(
      "Since the head from outside, its stream only grew.",
    );
  });

  it("shows and exports a stream", async () => {
    const { entries } = (await json("journal", "show", lock)) as { entries: { type: string }[] };
    expect(entries[0]?.type).toBe("investigation.opened");
    expect(entries.at(-1)?.type).toBe("investigation.concluded");
    const lines = (await text("journal", "export", lock)).trimEnd().split("\n");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ kind: "header" });
    expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ kind: "end", entries: entries.length });
  });

  it("names what may be asked, and what is right and wrong with the set-up", async () => {
    const { integrations } = await json("integrations", "list", "--recording", join(RECORDINGS, "lock-contention"));
    expect(integrations).toMatchObject([
      { tools: expect.arrayContaining([expect.objectContaining({ effect: "read" })]) },
    ]);
    expect(await json("recording", "validate", join(RECORDINGS, "lock-contention"))).toMatchObject({ problems: [] });
    const { checks } = (await json("doctor")) as { checks: { name: string; state: string }[] };
    expect(checks.map((check) => check.name)).toEqual([
      "node",
      "configuration",
      "journal",
      "signing key",
      "policies",
      "sandbox",
    ]);
    expect(checks.filter((check) => check.state === "wrong")).toEqual([]);
  });

  it("stops everything, and lets go on", async () => {
    await json("kill", "all", "--why", "a drill");
    const args = ["investigate", "--recording", join(RECORDINGS, "spurious-alert"), "--json", "--quiet"];
    const stopped = await inquest(args, { cwd });
    expect(stopped.code).toBe(4);
    await json("kill", "all", "--lift");
    expect((await inquest(args, { cwd })).code).toBe(0);
  });

  it("ends with what it has earned when nobody reads on", async () => {
    const { code, stderr } = await inquest(["journal", "export", lock], { cwd, closeStdoutAfter: 1 });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});
