import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCommand, inquest, JOURNEY_TIMEOUT_MS, RECORDINGS } from "../support/inquest-command.js";

let cwd: string;
beforeAll(async () => {
  await buildCommand();
  cwd = await mkdtemp(join(tmpdir(), "inquest-ctrl-c-"));
}, 600_000);
afterAll(async () => rm(cwd, { recursive: true, force: true }));

const RECORDING = join(RECORDINGS, "lock-contention");
const INVESTIGATE = ["investigate", "--recording", RECORDING, "--json"];

/** Runs, and sends signals once a line of stderr matches. */
function runUntil(line: RegExp, signals: readonly NodeJS.Signals[], args: readonly string[] = INVESTIGATE) {
  let sent = false;
  return inquest(args, {
    cwd,
    onStderr(soFar, child) {
      if (sent || !line.test(soFar)) return;
      sent = true;
      for (const signal of signals) child.kill(signal);
    },
  });
}

describe("Ctrl-C", { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it.each([
    ["while the investigator asks", /^investigator asks: /m, "SIGINT"],
    ["while a claim is judged", /^verifier asks: /m, "SIGTERM"],
  ] as const)(
    "%s ends cleanly with the best answer so far, and the printed command goes on to the same answer",
    async (_, line, signal) => {
      const { code, stdout, stderr } = await runUntil(line, [signal]);
      expect(code).toBe(130);
      expect(JSON.parse(stdout)).toMatchObject({ state: "interrupted", verdict: { verified: false } });
      expect(stderr).toContain("stopping after this step; Ctrl-C again ends at once\n");

      const command = /^interrupted; to go on: inquest (.+)$/m.exec(stderr)?.[1]?.split(" ") ?? [];
      expect(command.slice(0, 2)).toEqual(["investigate", "--resume"]);
      const resumed = await inquest([...command, "--json", "--quiet"], { cwd });
      expect(resumed.code).toBe(0);
      expect(JSON.parse(resumed.stdout)).toMatchObject({
        state: "concluded",
        verdict: { cause: { fault: "dependency/lock-contention", name: expect.stringContaining("orders-db") } },
      });
      expect((await inquest(["journal", "verify", "--quiet"], { cwd })).code).toBe(0);
      expect((await inquest(["replay", command[2] ?? "", "--quiet"], { cwd })).code).toBe(0);
    },
  );

  it("shows the best answer on a terminal as not verified", async () => {
    const { code, stdout } = await runUntil(/^verifier asks: /m, ["SIGINT"], INVESTIGATE.slice(0, -1));
    expect(code).toBe(130);
    expect(stdout).toMatch(/^Not verified, best answer so far\n/);
    expect(stdout).toContain("To go on: inquest investigate --resume ");
  });

  it("twice ends at once, and what was journaled is whole", async () => {
    const { code } = await runUntil(/^investigator asks: /m, ["SIGINT", "SIGTERM"]);
    expect(code).toBe(130);
    expect((await inquest(["journal", "verify", "--quiet"], { cwd })).code).toBe(0);
  });

  it("refuses to resume what has concluded", async () => {
    const { investigations } = JSON.parse((await inquest(["list", "--json"], { cwd })).stdout);
    const concluded = investigations.find((one: { state: string }) => one.state === "concluded").investigation;
    const { code, stderr } = await inquest(["investigate", "--resume", concluded, "--recording", RECORDING], { cwd });
    expect(code).toBe(2);
    expect(stderr).toBe(
      `error: the investigation has concluded [USAGE]\n  where: ${concluded}\n  remedy: \`inquest show ${concluded}\` shows what came of it\n`,
    );
  });
});

describe("inquest kill", { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it("stops an investigation that runs in another process, which goes on only once the stop is lifted", async () => {
    const killing: ReturnType<typeof inquest>[] = [];
    const args = [...INVESTIGATE, "--store", "killed"];
    const stopped = await inquest(args, {
      cwd,
      onStderr(soFar) {
        if (killing.length > 0 || !/^investigator asks: /m.test(soFar)) return;
        killing.push(inquest(["kill", "latest", "--why", "a drill", "--store", "killed"], { cwd }));
      },
    });
    expect((await killing[0])?.code).toBe(0);
    expect(stopped.code).toBe(4);
    const { investigation, state } = JSON.parse(stopped.stdout);
    expect(state).toBe("killed");

    const resume = [
      "investigate",
      "--resume",
      investigation,
      "--recording",
      RECORDING,
      "--store",
      "killed",
      "--quiet",
      "--json",
    ];
    expect((await inquest(resume, { cwd })).code).toBe(4);
    expect((await inquest(["kill", investigation, "--lift", "--store", "killed"], { cwd })).code).toBe(0);
    const resumed = await inquest(resume, { cwd });
    // What the stop cut off is not asked again: it may be missing for a proof.
    expect([0, 3]).toContain(resumed.code);
    expect(JSON.parse(resumed.stdout).state).toBe("concluded");
  });
});
