import { describe } from "vitest";
import type { AssertionOf } from "../../../src/core/assertion.js";
import { parseEntity } from "../../../src/core/entity.js";
import type { RecordOf } from "../../../src/core/record.js";
import { logsAnswer, madeEvidence, madeLine } from "../../support/made-evidence.js";
import { runExamples } from "./example-table.js";

const WINDOW = { from: 0, to: 100_000 };

function event(reason: string, message: string, time: number | null, severity: "normal" | "warning" = "warning") {
  return { kind: "event", entity: parseEntity("pod:shop/a"), time, severity, reason, message, count: 1 } as const;
}

function events(window: typeof WINDOW | null, ...records: readonly ReturnType<typeof event>[]) {
  return madeEvidence({ capability: "cluster.events", params: {} }, records, [
    { kinds: ["event"], entities: null, window },
  ]);
}

function span(operation: string, start: number, status: RecordOf<"span">["status"]) {
  return {
    kind: "span",
    entity: parseEntity("orders"),
    trace: "t",
    span: `${start}`,
    parent: null,
    operation,
    side: "server",
    peer: null,
    start,
    durationMs: 5,
    status,
  } as const satisfies Omit<RecordOf<"span">, "at">;
}

function claim(part: Partial<AssertionOf<"happened">> = {}): AssertionOf<"happened"> {
  return {
    kind: "happened",
    entity: parseEntity("pod:shop/a"),
    reasons: ["OOMKilling"],
    text: [],
    sources: ["event"],
    window: WINDOW,
    ...part,
  };
}
const ofLines = { entity: parseEntity("orders"), reasons: [], sources: ["line"] } as const;

describe("happened", () => {
  runExamples([
    {
      title: "holds for an event with the reason, from its first time on",
      given: [events(WINDOW, event("OOMKilling", "killed", 9_000), event("OOMKilling", "killed again", 5_000))],
      claim: claim(),
      truth: "holds",
      measured: 2,
      onset: 5_000,
    },
    {
      title: "fails where another reason alone was reported",
      given: [events(WINDOW, event("Pulled", "image pulled", 5_000))],
      claim: claim(),
      truth: "fails",
    },
    {
      title: "fails for an event of another time",
      given: [events({ from: 0, to: 300_000 }, event("OOMKilling", "killed", 200_000))],
      claim: claim(),
      truth: "fails",
    },
    {
      title: "is unknown for an event that tells no time",
      given: [events(WINDOW, event("OOMKilling", "killed", null))],
      claim: claim(),
      truth: "unknown",
    },
    {
      title: "holds for an event that tells no time where no window is claimed",
      given: [events(null, event("OOMKilling", "killed", null))],
      claim: claim({ window: null }),
      truth: "holds",
    },
    { title: "is unknown where nobody looked", given: [], claim: claim(), truth: "unknown", why: "event" },
    {
      title: "is unknown outside of the namespace that was asked for",
      given: [
        madeEvidence(
          { capability: "cluster.events", params: { namespace: "other" } },
          [],
          [{ kinds: ["event"], entities: null, window: WINDOW }],
        ),
      ],
      claim: claim(),
      truth: "unknown",
    },
    {
      title: "holds for a line with one of the texts, whatever its case",
      given: [logsAnswer(WINDOW, madeLine("orders", 5, "Connection REFUSED by peer", "error"))],
      claim: claim({ ...ofLines, text: ["timed out", "connection refused"] }),
      truth: "holds",
    },
    {
      title: "fails for a line below the severity",
      given: [logsAnswer(WINDOW, madeLine("orders", 5, "connection refused", "debug"))],
      claim: claim({ ...ofLines, text: ["connection refused"], minSeverity: "error" }),
      truth: "fails",
    },
    {
      title: "is unknown for a line that tells no severity",
      given: [logsAnswer(WINDOW, madeLine("orders", 5, "connection refused", "unknown"))],
      claim: claim({ ...ofLines, text: ["connection refused"], minSeverity: "error" }),
      truth: "unknown",
    },
    {
      title: "fails on a search for a part of the text",
      given: [
        madeEvidence(
          { capability: "logs.search", params: { window: WINDOW, contains: "refused" } },
          [],
          [{ kinds: ["line"], entities: null, window: WINDOW }],
        ),
      ],
      claim: claim({ ...ofLines, text: ["connection refused"] }),
      truth: "fails",
    },
    {
      title: "is unknown on a search that one of the texts would not have passed",
      given: [
        madeEvidence(
          { capability: "logs.search", params: { window: WINDOW, contains: "refused" } },
          [],
          [{ kinds: ["line"], entities: null, window: WINDOW }],
        ),
      ],
      claim: claim({ ...ofLines, text: ["connection refused", "timed out"] }),
      truth: "unknown",
    },
    {
      title: "is unknown on lines of the instance before the present one",
      given: [
        madeEvidence(
          { capability: "logs.search", params: { window: WINDOW, previous: true } },
          [],
          [{ kinds: ["line"], entities: null, window: WINDOW }],
        ),
      ],
      claim: claim({ ...ofLines, text: ["panic"] }),
      truth: "unknown",
    },
    {
      title: "fails for failed spans where spans were asked by that status",
      given: [
        madeEvidence(
          { capability: "traces.search", params: { window: WINDOW, status: "error" } },
          [],
          [{ kinds: ["span"], entities: null, window: WINDOW }],
        ),
      ],
      claim: claim({ ...ofLines, sources: ["span"], text: [], minSeverity: "error" }),
      truth: "fails",
    },
    {
      title: "is unknown for any span where spans were asked by status",
      given: [
        madeEvidence(
          { capability: "traces.search", params: { window: WINDOW, status: "error" } },
          [span("GET /a", 500_000, "error")],
          [{ kinds: ["span"], entities: null, window: WINDOW }],
        ),
      ],
      claim: claim({ ...ofLines, sources: ["span"], text: ["GET"] }),
      truth: "unknown",
    },
    {
      title: "is unknown if one of two sources was not looked at",
      given: [logsAnswer(WINDOW)],
      claim: claim({ sources: ["line", "event"] }),
      truth: "unknown",
      why: "event",
    },
  ]);
});
