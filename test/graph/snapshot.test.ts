import { describe, expect, it } from "vitest";
import { sha256 } from "../../src/core/digest.js";
import { InquestError } from "../../src/core/errors.js";
import { toJson } from "../../src/graph/export/to-json.js";
import { GraphFold } from "../../src/graph/graph-fold.js";
import { readSnapshot, writeSnapshot } from "../../src/graph/snapshot.js";
import { exampleCase } from "../support/example-case.js";
import { GATEWAY, ONSET, WHOLE } from "../support/example-times.js";
import { caseNamed, edge, review, told } from "../support/graph-cases.js";

function someFold(): GraphFold {
  const fold = new GraphFold();
  fold.addCase(exampleCase().caseFile);
  fold.addCase(caseNamed({ investigation: "inv-b", evidence: [told({ records: [edge(GATEWAY, GATEWAY, ONSET)] })] }));
  fold.addReview(
    review({
      investigation: "inv-b",
      seq: 3,
      judgement: "correct",
      comment: "no",
      correction: { entity: GATEWAY, fault: "change/bad-deploy" },
    }),
  );
  return fold;
}

function refusal(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error instanceof InquestError ? error.code : error;
  }
}

describe("a snapshot of the graph", () => {
  it("reads back as the same graph, and goes on from there", () => {
    const fold = someFold();
    const again = readSnapshot(writeSnapshot(fold));
    expect(toJson(again.graph)).toEqual(toJson(fold.graph));
    for (const each of [fold, again]) each.addReview(review({ investigation: "inv-b", seq: 4, at: WHOLE.to + 9_000 }));
    expect(toJson(again.graph)).toEqual(toJson(fold.graph));
    expect(writeSnapshot(again).digest).toBe(writeSnapshot(fold).digest);
  });

  it("has one digest for one content, in whatever order it was folded", () => {
    const reversed = new GraphFold();
    reversed.addReview(
      review({
        investigation: "inv-b",
        seq: 3,
        judgement: "correct",
        comment: "no",
        correction: { entity: GATEWAY, fault: "change/bad-deploy" },
      }),
    );
    reversed.addCase(
      caseNamed({ investigation: "inv-b", evidence: [told({ records: [edge(GATEWAY, GATEWAY, ONSET)] })] }),
    );
    reversed.addCase(exampleCase().caseFile);
    expect(writeSnapshot(reversed).digest).toBe(writeSnapshot(someFold()).digest);
  });

  it("is refused when a byte of it changed, or when it is no snapshot at all", () => {
    const { text, digest } = writeSnapshot(someFold());
    expect(refusal(() => readSnapshot({ text: text.replace("bad-deploy", "bad-diploy"), digest }))).toBe("INTEGRITY");
    for (const other of ["", "{}", "null", "[".repeat(10_000), text.slice(0, -20), '{"__proto__":{"format":1}}']) {
      expect(refusal(() => readSnapshot({ text: other, digest: sha256(other) }))).toBe("INTEGRITY");
    }
  });
});
