import { describe, expect, it } from "vitest";
import { plainLine } from "../../../src/cli/progress/plain-line.js";
import type { Entry, Event } from "../../../src/core/event.js";
import { exampleCase } from "../../support/example-case.js";

const { caseFile } = exampleCase();
const [claim] = caseFile.claims;

function lineOf(event: Event): string | null {
  const entry = { v: 1, stream: caseFile.investigation, seq: 1, at: 1, fence: 1, bodies: [], ...event } as Entry;
  return plainLine(entry, caseFile);
}

const DIGEST = "0".repeat(64);

describe("plainLine", () => {
  it("tells a denial, a failed call and an interruption", () => {
    const call = { seat: "verifier", turn: 1, n: 7 } as const;
    expect(
      lineOf({
        type: "call.denied",
        data: { ...call, move: 0, step: "authorize", code: "policy", capability: null, policies: [] },
      }),
    ).toBe("the gate denied a call of the verifier (policy)");
    const settled = { ...call, evidence: null, code: null, ms: 3, cost: 1 };
    expect(lineOf({ type: "call.settled", data: { ...settled, outcome: "timed-out" } })).toBe(
      "call 7 of the verifier: timed-out",
    );
    expect(lineOf({ type: "call.settled", data: { ...settled, outcome: "answered" } })).toBeNull();
    expect(lineOf({ type: "investigation.interrupted", data: { reason: "signal" } })).toBe("interrupted (signal)");
  });

  it("tells a claim and its verdict", () => {
    const hypothesis = claim?.id ?? "";
    const body = {
      seat: "investigator",
      turn: 1,
      hypothesis,
      rank: 1,
      standing: 3,
      body: DIGEST,
      remark: null,
    } as const;
    expect(lineOf({ type: "hypothesis.proposed", data: body })).toMatch(
      new RegExp(`^claim ${hypothesis}: [a-z]+/[a-z-]+ at `),
    );
    expect(
      lineOf({ type: "verdict.reached", data: { hypothesis, verdict: "accepted", confidence: 0.913, body: DIGEST } }),
    ).toBe(`claim ${hypothesis}: accepted, 91 %`);
  });

  it("is silent about what is no news", () => {
    expect(lineOf({ type: "turn.closed", data: { seat: "verifier", turn: 1, calls: [], pending: [] } })).toBeNull();
  });
});
