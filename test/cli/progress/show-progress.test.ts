import { PassThrough } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { showProgress } from "../../../src/cli/progress/show-progress.js";
import type { Session } from "../../../src/cli/session.js";
import type { Entry } from "../../../src/core/event.js";
import { visible } from "../../../src/report/visible.js";
import { exampleCase } from "../../support/example-case.js";

const { caseFile } = exampleCase();
const words = { visible, bestSoFar: () => "Not verified, best answer so far: lock contention" };

function concluded(at: number): Entry {
  const data = {
    outcome: "finding",
    findings: [],
    leading: null,
    because: "decided",
    settledBy: null,
    calls: { investigator: 1, verifier: 1 },
  } as const;
  return {
    v: 1,
    stream: caseFile.investigation,
    seq: 9,
    at,
    fence: 1,
    bodies: [],
    type: "investigation.concluded",
    data,
  };
}

function aSession(given: { readonly isTTY: boolean; readonly quiet: boolean }) {
  const stderr = Object.assign(new PassThrough(), { isTTY: given.isTTY, columns: 80, rows: 40 });
  const noted: string[] = [];
  const session = { quiet: given.quiet, terminal: { stderr, env: {} }, note: (line: string) => void noted.push(line) };
  return { session: session as unknown as Session, noted, written: () => String(stderr.read() ?? "") };
}

describe("progress", () => {
  it("is a tree on a terminal, redrawn while it runs and taken away at the end", async () => {
    const { session, written } = aSession({ isTTY: true, quiet: false });
    const progress = await showProgress(session, words);
    progress.observe(concluded(Date.now()), caseFile);
    await pause(400);
    const drawn = written();
    expect(drawn).toContain("├─ investigator: ");
    expect(drawn).toContain("└─ Not verified, best answer so far: lock contention");
    progress.end();
    // Each of its lines is erased.
    expect(written().split("\u001b[2K").length).toBeGreaterThan(4);
    await pause(400);
    expect(written()).toBe("");
  });

  it("is plain lines elsewhere, of what is new: a resume folds what was before", async () => {
    const { session, noted, written } = aSession({ isTTY: false, quiet: false });
    const progress = await showProgress(session, words);
    progress.observe(concluded(Date.now() - 60_000), caseFile);
    progress.observe(concluded(Date.now() + 1_000), caseFile);
    progress.end();
    expect(noted).toEqual(["concluded: finding"]);
    expect(written()).toBe("");
  });

  it("is nothing with --quiet", async () => {
    const { session, noted, written } = aSession({ isTTY: true, quiet: true });
    const progress = await showProgress(session, words);
    progress.observe(concluded(Date.now() + 1_000), caseFile);
    progress.end();
    expect([noted, written()]).toEqual([[], ""]);
  });
});
