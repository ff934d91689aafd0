import { describe } from "vitest";
import { runExamples } from "./example-table.js";
import { change, changed, changes } from "./shop-of-two.js";

describe("changed", () => {
  runExamples([
    {
      title: "holds for a change in the window",
      given: [changes(change(7_000, "env.URL"))],
      claim: changed,
      truth: "holds",
      onset: 7_000,
    },
    {
      title: "holds for a part of a field's path",
      given: [changes(change(7_000, "env.URL"))],
      claim: { ...changed, path: "URL" },
      truth: "holds",
    },
    {
      title: "fails for another field",
      given: [changes(change(7_000, "env.URL"))],
      claim: { ...changed, path: "image" },
      truth: "fails",
    },
    {
      title: "is unknown where the change tells no fields",
      given: [changes(change(7_000))],
      claim: { ...changed, path: "image" },
      truth: "unknown",
    },
    {
      title: "fails for another kind of change",
      given: [changes(change(7_000))],
      claim: { ...changed, changes: ["deploy"] },
      truth: "fails",
    },
    { title: "fails where changes were listed and none was there", given: [changes()], claim: changed, truth: "fails" },
    { title: "is unknown where nobody looked", given: [], claim: changed, truth: "unknown" },
  ]);
});
