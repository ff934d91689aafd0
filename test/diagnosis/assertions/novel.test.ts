import { describe } from "vitest";
import type { AssertionOf } from "../../../src/core/assertion.js";
import { parseEntity } from "../../../src/core/entity.js";
import type { RecordOf } from "../../../src/core/record.js";
import { logsAnswer, madeEvidence, madeLine } from "../../support/made-evidence.js";
import { runExamples } from "./example-table.js";

const REFERENCE = { from: 0, to: 100_000 };
const WINDOW = { from: 100_000, to: 200_000 };
const ALL = { from: 0, to: 200_000 };

function claim(part: Partial<AssertionOf<"novel">> = {}): AssertionOf<"novel"> {
  return {
    kind: "novel",
    entity: parseEntity("orders"),
    template: "lock wait after <*>",
    window: WINDOW,
    reference: REFERENCE,
    factor: 3,
    ...part,
  };
}

function waits(count: number, from: number) {
  return Array.from({ length: count }, (_, index) =>
    madeLine("orders", from + index * 100, `lock wait after ${index}ms`),
  );
}

function template(count: number, window: typeof ALL): Omit<RecordOf<"template">, "at"> {
  return {
    kind: "template",
    entity: parseEntity("orders"),
    severity: "warn",
    template: "lock wait after <*>",
    count,
    of: 1_000,
    window,
    first: window.from + 5,
    last: window.to - 5,
    sample: "lock wait after 5ms",
  };
}

function templates(...records: readonly Omit<RecordOf<"template">, "at">[]) {
  return madeEvidence({ capability: "logs.templates", params: { window: ALL } }, records, [
    { kinds: ["template"], entities: null, window: ALL },
  ]);
}

describe("novel", () => {
  runExamples([
    {
      title: "holds for a template that the reference never showed",
      given: [logsAnswer(ALL, ...waits(2, 120_000))],
      claim: claim(),
      truth: "holds",
      measured: 2,
      onset: 120_000,
    },
    {
      title: "holds for a jump of its rate",
      given: [logsAnswer(ALL, ...waits(2, 1_000), ...waits(30, 120_000))],
      claim: claim(),
      truth: "holds",
      why: "logged 30 times, 2 times in a reference 1 times as long",
    },
    {
      title: "fails for the same rate as before",
      given: [logsAnswer(ALL, ...waits(20, 1_000), ...waits(22, 120_000))],
      claim: claim(),
      truth: "fails",
    },
    {
      title: "fails where it was not logged in a window that was looked at",
      given: [logsAnswer(ALL, ...waits(20, 1_000))],
      claim: claim(),
      truth: "fails",
      measured: 0,
    },
    {
      title: "is unknown for a rise that chance makes as well",
      given: [logsAnswer(ALL, ...waits(1, 1_000), ...waits(3, 120_000))],
      claim: claim(),
      truth: "unknown",
      why: "too few",
    },
    {
      title: "is unknown where the reference is too short to have shown it",
      given: [logsAnswer(ALL, ...waits(1, 120_000))],
      claim: claim({ reference: { from: 90_000, to: 100_000 } }),
      truth: "unknown",
    },
    {
      title: "is unknown without a reference to be new against",
      given: [logsAnswer(ALL, ...waits(5, 120_000))],
      claim: claim({ reference: null }),
      truth: "unknown",
    },
    {
      title: "is unknown where the reference was not looked at",
      given: [logsAnswer(WINDOW, ...waits(5, 120_000))],
      claim: claim(),
      truth: "unknown",
      why: "in the reference are not covered",
    },
    {
      title: "is unknown on lines searched by a text, which show no absence of others",
      given: [
        madeEvidence({ capability: "logs.search", params: { window: ALL, contains: "payment" } }, waits(0, 0), [
          { kinds: ["line"], entities: null, window: ALL },
        ]),
      ],
      claim: claim(),
      truth: "unknown",
    },
    {
      title: "counts what a source has grouped itself",
      given: [templates(template(1, REFERENCE), template(40, WINDOW))],
      claim: claim(),
      truth: "holds",
      measured: 40,
      onset: 100_005,
    },
    {
      title: "counts a group that was made over both windows by its first and last line",
      given: [templates({ ...template(40, ALL), first: 110_000, last: 190_000 })],
      claim: claim(),
      truth: "holds",
      onset: 110_000,
    },
    {
      title: "is unknown where the source's groups reach over both windows",
      given: [templates(template(40, ALL))],
      claim: claim(),
      truth: "unknown",
    },
  ]);
});
