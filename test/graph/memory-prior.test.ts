import { describe, expect, it } from "vitest";
import type { Review } from "../../src/core/review.js";
import { GraphFold } from "../../src/graph/graph-fold.js";
import { memoryPrior } from "../../src/graph/memory-prior.js";
import { DATABASE, GATEWAY, WHOLE } from "../support/example-times.js";
import { caseNamed, review } from "../support/graph-cases.js";

const NOW = WHOLE.to + 1_000_000;
const LOCK = "dependency/lock-contention";

function foldAfter(cases: number, judged: (i: number) => Partial<Review> | null): GraphFold {
  const fold = new GraphFold();
  for (let i = 0; i < cases; i += 1) {
    const investigation = `inv-${i}`;
    fold.addCase(caseNamed({ investigation }));
    const said = judged(i);
    if (said !== null) fold.addReview(review({ investigation, seq: i, ...said }));
  }
  return fold;
}

describe("what memory does to a prior", () => {
  it("is nothing, for any number of findings that nobody reviewed (invariant 1)", () => {
    const { graph } = foldAfter(60, () => null);
    expect(memoryPrior(graph, DATABASE, LOCK, NOW)).toMatchObject({ factor: 1, same: 0, all: 0 });
  });

  it("is nothing for rejected and corrected findings (invariant 1)", () => {
    const correction = { entity: GATEWAY, fault: "change/bad-deploy" } as const;
    const { graph } = foldAfter(40, (i) =>
      i % 2 === 0 ? { judgement: "reject" } : { judgement: "correct", correction },
    );
    expect(memoryPrior(graph, DATABASE, LOCK, NOW).factor).toBe(1);
  });

  it("raises what people accepted and lowers the rest, within a half and two, however often (invariant 2)", () => {
    for (const count of [1, 3, 80]) {
      const { graph } = foldAfter(count, () => ({ judgement: "accept" }));
      const raised = memoryPrior(graph, DATABASE, LOCK, NOW).factor;
      const lowered = memoryPrior(graph, DATABASE, "dependency/slow-query", NOW).factor;
      expect(raised).toBeGreaterThan(1);
      expect(raised).toBeLessThanOrEqual(2);
      expect(lowered).toBeLessThan(1);
      expect(lowered).toBeGreaterThanOrEqual(0.5);
    }
  });

  it("is taken back with the acceptance it came from", () => {
    const fold = foldAfter(5, () => ({ judgement: "accept" }));
    for (let i = 0; i < 5; i += 1)
      fold.addReview(review({ investigation: `inv-${i}`, seq: 100 + i, judgement: "reject" }));
    expect(memoryPrior(fold.graph, DATABASE, LOCK, NOW).factor).toBe(1);
  });

  it("counts a person's correction as knowledge about what they named", () => {
    const correction = { entity: GATEWAY, fault: "change/bad-deploy" } as const;
    const { graph } = foldAfter(3, () => ({ judgement: "correct", correction }));
    expect(memoryPrior(graph, GATEWAY, "change/bad-deploy", NOW)).toMatchObject({ same: 3, all: 3 });
  });
});
