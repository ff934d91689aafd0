import { describe, expect, it } from "vitest";
import type { Truth } from "../../../../evals/suites/recordings/recording-truth.js";
import { recordingLine, scoreRecording } from "../../../../evals/suites/recordings/score-recording.js";
import { anAnswer, DOWN, LOCK, SLOW } from "../../../support/an-answer.js";

const truth: Truth = {
  recording: "a",
  outcome: "finding",
  ...LOCK,
  acceptable: [{ entity: "process:shop/report", fault: "dependency/lock-contention" }],
  injectedAt: 0,
  parameters: { topology: "canteen" },
};
const healthy: Truth = { ...truth, outcome: "no-fault", entity: null, fault: null, acceptable: [] };
const run = { trial: 0, peakMb: 1, failed: null };
const score = (answer: ReturnType<typeof anAnswer>, of = truth) => scoreRecording(answer, of, run);

describe("scoring an answer about a recording", () => {
  it("wants entity and fault at rank 1, and counts each alone", () => {
    expect(score(anAnswer("accepted", LOCK))).toMatchObject({
      a1: true,
      a3: true,
      object: true,
      fault: true,
      family: "dependency",
      system: "canteen",
    });
    expect(score(anAnswer("accepted", SLOW, LOCK))).toMatchObject({ a1: false, a3: true, object: true, fault: false });
    expect(score(anAnswer("accepted", DOWN))).toMatchObject({ a1: false, a3: false, object: false, fault: false });
  });

  it("takes a spelling that means the same, and no mixture of two", () => {
    expect(score(anAnswer("accepted", { entity: "process:shop/report", fault: LOCK.fault })).a1).toBe(true);
    expect(score(anAnswer("accepted", { entity: "process:shop/report", fault: SLOW.fault })).a1).toBe(false);
  });

  it("takes nobody's blame for an answer where nothing was wrong", () => {
    expect(score(anAnswer("no-fault"), healthy)).toMatchObject({
      a1: true,
      a3: true,
      object: true,
      fault: true,
      family: "no-fault",
    });
    expect(score(anAnswer("accepted", LOCK), healthy)).toMatchObject({
      a1: false,
      a3: false,
      object: false,
      fault: false,
    });
    expect(score(anAnswer("unproven"), healthy).a1).toBe(false);
  });

  it("takes *nothing is wrong* for wrong where something was", () => {
    expect(score(anAnswer("no-fault"))).toMatchObject({ a1: false, a3: false, object: false, verdict: "no-fault" });
  });

  it("sees no forecast in an answer that names nothing", () => {
    expect(score(anAnswer("unproven")).confidence).toBeNull();
    expect(score(anAnswer("unproven", LOCK)).confidence).toBe(0.9);
    expect(score(anAnswer("no-fault"), healthy).confidence).toBe(0.9);
  });

  it("tells people what was said, and what was so", () => {
    const answer = anAnswer("accepted", SLOW);
    expect(recordingLine(answer, score(answer), truth)).toBe(
      "  WRONG  a: accepted dependency/slow-query at database:shop/orders, 90 %, 20 calls, 100 ms; it was dependency/lock-contention at database:shop/orders",
    );
  });
});
