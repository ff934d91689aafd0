import { describe, expect, it } from "vitest";
import type { AnswerLine } from "../../../../evals/harness/answer-line.js";
import { ownRule } from "../../../../evals/suites/cloud-opsbench/own-rule.js";
import { scoreCase } from "../../../../evals/suites/cloud-opsbench/score-case.js";

const truth = {
  system: "bakery",
  fault_taxonomy: "Runtime_Fault",
  fault_object: "app/oven",
  root_cause: "db_read_only",
};
const right = { fault_taxonomy: "runtime_fault", fault_object: "APP/oven", root_cause: "db_readonly_mode" };
const run = { trial: 0, peakMb: 1, failed: null };

function answer(labels: readonly Record<string, string>[], verdict: AnswerLine["verdict"] = "accepted"): AnswerLine {
  const ranked = labels.map((label) => ({ entity: "service:bakery/oven", fault: "x/y", label, confidence: 0.9 }));
  return { case: "b-1", verdict, confidence: 0.9, ranked, calls: 7, ms: 5, verifier: { calls: 2, changed: 0 } };
}

const score = (...args: Parameters<typeof answer>) => scoreCase(answer(...args), truth, run);

describe("scoreCase", () => {
  it("compares words, whatever their case and their spelling", () => {
    expect(score([right])).toMatchObject({
      a1: true,
      a3: true,
      object: true,
      fault: true,
      jointly1: true,
      family: "db_read_only",
    });
  });

  it("counts each field for itself, and only what stands among the first three", () => {
    expect(score([{ ...right, fault_taxonomy: "other" }])).toMatchObject({ a1: false, jointly1: true });
    expect(score([{ ...right, fault_object: "app/mill" }, right])).toMatchObject({
      a1: false,
      a3: true,
      object: false,
      fault: true,
      jointly3: true,
    });
    const wrong = { ...right, root_cause: "cold" };
    expect(score([wrong, wrong, wrong, right])).toMatchObject({ a3: false, object: true });
  });

  it("has no answer right where one says that nothing is wrong", () => {
    expect(score([right], "no-fault")).toMatchObject({ a1: false, a3: false, object: false, confidence: 0.9 });
    expect(score([], "unproven")).toMatchObject({ a1: false, confidence: null });
  });
});

describe("ownRule", () => {
  it("takes means over cases", () => {
    const cases = [score([right]), { ...score([{ ...right, fault_taxonomy: "x" }]), case: "b-2" }];
    expect(ownRule(cases)).toMatchObject({ cases: 2, a1: 0.5, jra1: 1, ca: 1, fa: 1 });
  });
});
