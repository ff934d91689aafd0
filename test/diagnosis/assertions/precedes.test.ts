import { describe } from "vitest";
import { logsAnswer, madeEvidence, madeLine } from "../../support/made-evidence.js";
import { runExamples } from "./example-table.js";
import { change, changed, changes, late, refused } from "./shop-of-two.js";

const precedes = {
  kind: "precedes",
  first: { of: "change", claim: changed },
  second: { of: "event", claim: late },
  toleranceMs: 0,
} as const;

describe("precedes", () => {
  runExamples([
    {
      title: "holds where the first began first",
      given: [changes(change(7_000)), refused],
      claim: precedes,
      truth: "holds",
      measured: 2_000,
      onset: 7_000,
    },
    {
      title: "fails where it began after",
      given: [changes(change(9_500)), refused],
      claim: precedes,
      truth: "fails",
      measured: -500,
    },
    {
      title: "holds for a beginning after, within the tolerance",
      given: [changes(change(9_500)), refused],
      claim: { ...precedes, toleranceMs: 500 },
      truth: "holds",
    },
    {
      title: "is unknown where one of both did not happen",
      given: [changes(change(7_000))],
      claim: precedes,
      truth: "unknown",
    },
    {
      title: "is unknown where the first may have begun earlier than anybody looked",
      given: [
        madeEvidence(
          { capability: "changes.list", params: { window: { from: 9_000, to: 100_000 } } },
          [change(9_500)],
          [{ kinds: ["change"], entities: null, window: { from: 9_000, to: 100_000 } }],
        ),
        refused,
      ],
      claim: precedes,
      truth: "unknown",
      why: "may have begun earlier",
    },
    {
      title: "is unknown where the second may have begun earlier than anybody looked",
      given: [
        changes(change(7_000)),
        logsAnswer({ from: 8_000, to: 100_000 }, madeLine("orders", 9_000, "connection refused")),
      ],
      claim: precedes,
      truth: "unknown",
    },
    {
      title: "compares with an instant",
      given: [changes(change(7_000))],
      claim: { ...precedes, second: { of: "instant", at: 8_000 } },
      truth: "holds",
    },
  ]);
});
