import { describe } from "vitest";
import { logsAnswer } from "../../support/made-evidence.js";
import { runExamples } from "./example-table.js";
import { late, refused, WINDOW } from "./shop-of-two.js";

describe("absent", () => {
  runExamples([
    {
      title: "holds where it was looked for and is not there",
      given: [logsAnswer(WINDOW)],
      claim: { kind: "absent", what: late },
      truth: "holds",
    },
    { title: "fails where it is there", given: [refused], claim: { kind: "absent", what: late }, truth: "fails" },
    { title: "is unknown where nobody looked", given: [], claim: { kind: "absent", what: late }, truth: "unknown" },
  ]);
});
