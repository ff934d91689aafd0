import { beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../../src/core/digest.js";
import { PastInvestigations } from "../../src/investigation/past-investigations.js";
import type { Makings } from "../../src/investigation/replay-and-compare.js";
import { traceWords } from "../../src/report/trace-words.js";
import { FIRST, type PastCase, pastCase } from "../support/past-case.js";

const digest = sha256("test");
const MAKINGS: Makings = {
  engine: "inquest/test",
  digests: { policies: digest, faults: digest, prompts: null, configuration: digest },
};

let past: PastCase;
beforeAll(async () => {
  past = await pastCase();
});

function investigations(makings: Makings = MAKINGS) {
  return new PastInvestigations(past.store, { makings, mind: past.mind, words: traceWords });
}

describe("a decision trace", () => {
  it("tells what was asked and why, what was seen, claimed, tried and decided, in the order of the journal", async () => {
    const { steps } = await investigations().trace(FIRST, null);
    expect(steps.map((step) => step.seq)).toEqual(steps.map((step) => step.seq).toSorted((a, b) => a - b));
    const types = new Set(steps.map((step) => step.type));
    for (const type of [
      "investigation.opened",
      "seat.opened",
      "call.intended",
      "evidence.recorded",
      "hypothesis.proposed",
    ])
      expect(types).toContain(type);
    expect(steps.find((step) => step.type === "call.intended")?.text).toMatch(/^asks \(call 0\): .+; why: .+/);
    expect(steps.find((step) => step.type === "challenge.judged")?.text).toMatch(
      /^challenges h1\.0, [a-z-]+ \(floor\): (survived|undecided|broken): /,
    );
    expect(steps.find((step) => step.type === "verdict.reached")?.text).toMatch(
      /^accepted h1\.0, \d+ % uncalibrated: /,
    );
    expect(steps.at(-1)?.text).toMatch(/^concluded: finding, because /);
  });

  it("of one claim keeps its calls, its evidence, its challenges and the verdicts, and nothing else", async () => {
    const { steps } = await investigations().trace(FIRST, "h1.0");
    for (const { type, hypothesis, evidence, call } of steps) {
      expect(type === "investigation.concluded" || hypothesis !== null || evidence !== null || call !== null).toBe(
        true,
      );
    }
    expect(steps.some((step) => step.type === "call.intended" && step.who === "verifier")).toBe(true);
    expect(steps.some((step) => step.type === "seat.opened")).toBe(false);
  });

  it("of a claim that is none is refused", async () => {
    await expect(investigations().trace(FIRST, "h7.0")).rejects.toMatchObject({
      code: "NOT_FOUND",
      remedy: "name one of: h1.0",
    });
  });
});

describe("a replay", () => {
  it("decides the same again, whoever made it", async () => {
    expect(await investigations().replay(FIRST)).toEqual({
      investigation: FIRST,
      decided: 1,
      differences: [],
      versions: [],
    });
  });

  it("names what is made by another version now", async () => {
    const other = { engine: "inquest/other", digests: { ...MAKINGS.digests, faults: sha256("other") } };
    expect((await investigations(other).replay(FIRST)).versions).toEqual([
      { what: "engine", recorded: "inquest/test", now: "inquest/other" },
      { what: "fault families", recorded: digest, now: sha256("other") },
    ]);
  });
});
