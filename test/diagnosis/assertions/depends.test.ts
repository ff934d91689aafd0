import { describe } from "vitest";
import { madeEvidence } from "../../support/made-evidence.js";
import { runExamples } from "./example-table.js";
import { CARTS, clientSpan, edge, ORDERS, spans, topology, WINDOW } from "./shop-of-two.js";

const depends = { kind: "depends", from: ORDERS, to: CARTS, relations: ["calls"] } as const;

describe("depends", () => {
  runExamples([
    { title: "holds for an edge", given: [topology(edge())], claim: depends, truth: "holds" },
    {
      title: "holds for a client's span that names the other",
      given: [spans(clientSpan)],
      claim: depends,
      truth: "holds",
    },
    {
      title: "fails for an edge the other way round",
      given: [topology(edge())],
      claim: { ...depends, from: CARTS, to: ORDERS },
      truth: "fails",
    },
    {
      title: "fails for an edge that was never used",
      given: [topology(edge({ calls: 0 }))],
      claim: depends,
      truth: "fails",
    },
    {
      title: "fails for another relation",
      given: [topology(edge())],
      claim: { ...depends, relations: ["mounts"] },
      truth: "fails",
    },
    { title: "is unknown where spans alone were looked at", given: [spans()], claim: depends, truth: "unknown" },
    {
      title: "is unknown for what no call shows where calls alone were looked at",
      given: [
        madeEvidence(
          { capability: "traces.edges", params: { window: WINDOW } },
          [],
          [{ kinds: ["edge"], entities: null, window: WINDOW }],
        ),
      ],
      claim: { ...depends, relations: ["calls", "mounts"] },
      truth: "unknown",
    },
  ]);
});
