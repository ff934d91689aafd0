import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { recordingOf, spendingOf } from "../../src/intake/investigation-request.js";

const REQUEST = {
  subject: { kind: "recorded-alert" },
  stdin: Readable.from([]),
  recording: null,
  maxCalls: null,
  timeoutMs: null,
} as const;
const CONFIGURED = {
  threshold: 0.9,
  budget: { calls: 30, time: "2m" },
  integrations: { replay: { recording: "/recorded" } },
};

describe("what one investigation may spend", () => {
  it("is what is asked for, else what is configured, else open", () => {
    expect(spendingOf({ ...REQUEST, maxCalls: 12, timeoutMs: 1_000 }, CONFIGURED)).toEqual({
      calls: 12,
      timeMs: 1_000,
      threshold: 0.9,
    });
    expect(spendingOf(REQUEST, CONFIGURED)).toEqual({ calls: 30, timeMs: 120_000, threshold: 0.9 });
    expect(spendingOf(REQUEST, {})).toEqual({ calls: null, timeMs: null, threshold: null });
  });
});

describe("what is asked", () => {
  it("is the recording that is named, else the configured one, else an error that says how", () => {
    expect(recordingOf("/named", CONFIGURED)).toBe("/named");
    expect(recordingOf(null, CONFIGURED)).toBe("/recorded");
    expect(() => recordingOf(null, {})).toThrow(expect.objectContaining({ code: "USAGE" }));
  });
});
