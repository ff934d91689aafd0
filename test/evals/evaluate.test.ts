/** `inquest eval` as a whole, over a recording that is written here: cases, workers, files, and what is printed. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AnswerLine } from "../../evals/harness/answer-line.js";
import { runEval } from "../../evals/main.js";
import type { EvalOptions } from "../../evals/options.js";
import { InquestError } from "../../src/core/errors.js";
import { RECORDING_STREAM_NAMES } from "../../src/core/recording.js";
import { aTerminal } from "../support/a-terminal.js";
import { NOW, ONSET } from "../support/mini-incident.js";
import { shop } from "../support/shop-claim.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "inquest-eval-"));
  writeRecording(join(folder, "recordings", "busy-orders"));
  mkdirSync(join(folder, "truth"));
  writeTruth({ entity: "service:shop/orders", fault: "runtime/cpu-saturation" });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function writeRecording(place: string): void {
  const mini = shop();
  mkdirSync(place, { recursive: true });
  for (const stream of RECORDING_STREAM_NAMES) {
    writeFileSync(
      join(place, `${stream}.ndjson`),
      mini
        .lines(stream)
        .map(({ text }) => `${text}\n`)
        .join(""),
    );
  }
  writeFileSync(join(place, "recording.json"), JSON.stringify({ ...mini.manifest(), alert: "alert.json" }));
  const labels = { alertname: "HighLatency", namespace: "shop", service: "gateway", severity: "page" };
  const startsAt = new Date(ONSET + 30_000).toISOString();
  const alert = {
    status: "firing",
    labels,
    annotations: {},
    startsAt,
    endsAt: "0001-01-01T00:00:00Z",
    generatorURL: "",
    fingerprint: "1",
  };
  writeFileSync(
    join(place, "alert.json"),
    JSON.stringify({
      version: "4",
      groupKey: "g",
      truncatedAlerts: 0,
      status: "firing",
      receiver: "r",
      groupLabels: {},
      commonLabels: labels,
      commonAnnotations: {},
      externalURL: "",
      alerts: [alert],
    }),
  );
}

function writeTruth(answer: { readonly entity: string; readonly fault: string } | null): void {
  const truth = {
    recording: "busy-orders",
    outcome: answer === null ? "no-fault" : "finding",
    entity: answer?.entity ?? null,
    fault: answer?.fault ?? null,
    acceptable: [],
    injectedAt: NOW,
    parameters: { topology: "shop" },
  };
  writeFileSync(join(folder, "truth", "busy-orders.json"), JSON.stringify(truth));
}

async function evaluate(options: Omit<EvalOptions, "suites"> & { readonly suites?: readonly string[] }) {
  const terminal = aTerminal();
  const whole = { suites: ["recordings"], root: folder, workers: 1, ...options };
  const code = await runEval(whole, terminal, new AbortController().signal);
  return { code, stdout: terminal.stdoutText(), stderr: terminal.stderrText() };
}

describe("inquest eval", { timeout: 240_000 }, () => {
  it("answers each case from the alert and from a bare scope, in the documented form, and scores it", async () => {
    const answers = join(folder, "answers.jsonl");
    const junit = join(folder, "junit.xml");
    const { code, stdout, stderr } = await evaluate({ json: true, answers, junit });
    expect(code).toBe(0);
    const lines = readFileSync(answers, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
    for (const line of lines) AnswerLine.parse(line);
    expect(lines).toMatchObject(
      ["busy-orders", "busy-orders@scope"].map((name) => ({
        case: name,
        ranked: [
          {
            entity: "service:shop/orders",
            fault: "runtime/cpu-saturation",
            label: { fault: "runtime/cpu-saturation" },
          },
        ],
      })),
    );
    const card = JSON.parse(stdout) as Record<string, unknown>;
    expect(card).toMatchObject({
      suite: "recordings",
      mind: "reasoner",
      seed: 1,
      cases: 2,
      overall: { a1: 1, object: 1, sureAndWrong: 0 },
    });
    expect(Object.keys(card["systems"] as object)).toEqual(["shop"]);
    expect(Object.keys(card["families"] as object)).toEqual(["runtime"]);
    expect(readFileSync(junit, "utf8")).toContain('tests="2" failures="0"');
    expect(stderr).toContain("recordings: 2/2 done, 0 failed");

    // Against its own scorecard nothing is lost; once the truth is another, both cases are, and the exit code says so.
    const before = join(folder, "before.json");
    writeFileSync(before, stdout);
    writeTruth(null);
    const worse = await evaluate({ baseline: before, quiet: true });
    writeTruth({ entity: "service:shop/orders", fault: "runtime/cpu-saturation" });
    expect(worse.code).toBe(1);
    expect(worse.stdout).toContain("lost: busy-orders, busy-orders@scope");
    expect(worse.stdout).toMatch(
      /(WRONG|open ) {2}busy-orders: (accepted|unproven) runtime\/cpu-saturation at service:shop\/orders/,
    );
    expect(worse.stderr).toBe("");
    const same = await evaluate({ suites: ["compare", before, before] });
    expect(same).toMatchObject({ code: 0, stdout: expect.stringContaining("no significant loss") });
  });

  it("answers without a truth as well, and scores nothing then", async () => {
    rmSync(join(folder, "truth", "busy-orders.json"));
    const answers = join(folder, "unscored.jsonl");
    const { code, stdout } = await evaluate({ answers, limit: 1, quiet: true });
    writeTruth({ entity: "service:shop/orders", fault: "runtime/cpu-saturation" });
    expect(code).toBe(0);
    expect(stdout).toContain("nothing was scored");
    expect(AnswerLine.parse(JSON.parse(readFileSync(answers, "utf8")))).toMatchObject({ case: "busy-orders" });
  });

  it("tells true claims and lies about a recording, and says how many passed", async () => {
    const { code, stdout } = await evaluate({ suites: ["planted-lies"], limit: 6, json: true, quiet: true });
    expect(code).toBe(0);
    const card = JSON.parse(stdout) as Record<string, unknown>;
    expect(card).toMatchObject({
      suite: "planted-lies",
      failed: 0,
      trueClaims: { told: 3 },
      lies: { told: 3, accepted: 0 },
    });
  });

  it("keeps what was answered when it is interrupted", async () => {
    const answers = join(folder, "interrupted.jsonl");
    const abort = new AbortController();
    const terminal = aTerminal();
    const watching = setInterval(() => {
      if (terminal.stderrText().includes("1/40 done")) abort.abort(new Error("enough"));
    }, 20);
    const running = runEval(
      { suites: ["recordings"], root: folder, workers: 1, answers, trials: 20 },
      terminal,
      abort.signal,
    );
    await expect(running).rejects.toThrow("enough");
    clearInterval(watching);
    const lines = readFileSync(answers, "utf8").trimEnd().split("\n");
    expect(lines.length).toBeGreaterThanOrEqual(1);
    expect(lines.length).toBeLessThan(40);
    for (const line of lines) AnswerLine.parse(JSON.parse(line));
  });

  it("names what is wrong with a suite, a root, a baseline, a comparison or a number of trials", async () => {
    const cases: readonly (readonly [Parameters<typeof evaluate>[0], string])[] = [
      [{ suites: ["no-such"] }, "USAGE"],
      [{ root: join(folder, "truth") }, "NOT_FOUND"],
      [{ root: join(folder, "nowhere") }, "NOT_FOUND"],
      [{ baseline: join(folder, "recordings") }, "USAGE"],
      [{ suites: ["compare", "one.json"] }, "USAGE"],
      [{ trials: 0 }, "USAGE"],
    ];
    for (const [options, code] of cases) {
      const thrown = await evaluate(options).catch((error: unknown) => error);
      expect(thrown, JSON.stringify(options)).toBeInstanceOf(InquestError);
      expect((thrown as InquestError).code).toBe(code);
    }
  });
});
