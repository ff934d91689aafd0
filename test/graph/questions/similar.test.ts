import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GraphFold } from "../../../src/graph/graph-fold.js";
import { type Likeness, similar, similarity } from "../../../src/graph/questions/similar.js";
import { WHOLE } from "../../support/example-times.js";
import { caseNamed } from "../../support/graph-cases.js";

const words = fc.uniqueArray(fc.constantFrom("service", "database", "queue", "pod"));
const likeness = fc.record<Likeness>({
  fault: fc.option(fc.constantFrom("dependency/lock-contention", "dependency/slow-query", "change/bad-deploy")),
  entityKinds: words,
  signals: fc.uniqueArray(fc.constantFrom("latency", "error-rate", "is", "shifted")),
  pathKinds: words,
});

const lock: Likeness = {
  fault: "dependency/lock-contention",
  entityKinds: ["database", "service"],
  signals: ["latency"],
  pathKinds: ["database", "service", "service"],
};

describe("similarity", () => {
  it("is symmetric, within 0 and 1, and 1 only with what is the same in all features", () => {
    fc.assert(
      fc.property(likeness, likeness, (a, b) => {
        expect(similarity(a, b)).toBe(similarity(b, a));
        expect(similarity(a, b)).toBeGreaterThanOrEqual(0);
        expect(similarity(a, b)).toBeLessThanOrEqual(1);
        expect(similarity(a, a)).toBe(
          a.fault === null && [a.entityKinds, a.signals, a.pathKinds].every((list) => list.length === 0) ? 0 : 1,
        );
      }),
    );
  });

  it("weighs a shared family over shared kinds", () => {
    const sameFamily = {
      ...lock,
      fault: "dependency/slow-query",
      signals: ["error-rate"],
      entityKinds: ["queue"],
      pathKinds: ["queue"],
    };
    const sameKinds = { ...lock, fault: "change/bad-deploy", signals: ["error-rate"], pathKinds: ["queue"] };
    expect(similarity(lock, sameFamily)).toBeGreaterThan(similarity(lock, sameKinds));
  });

  it("is (4 + 2) / (2 + 4 + 2 + 2 + 1 + 2), worked by hand", () => {
    expect(similarity(lock, { ...lock, fault: "dependency/slow-query", entityKinds: [], signals: [] })).toBeCloseTo(
      6 / 13,
      12,
    );
  });
});

describe("findings that look like a suspicion", () => {
  it("are ranked, most alike first, and only those known by then", () => {
    const fold = new GraphFold();
    fold.addCase(caseNamed({ investigation: "inv-a", at: WHOLE.to }));
    fold.addCase(caseNamed({ investigation: "inv-b", at: WHOLE.to + 100 }));
    expect(similar(fold.graph, lock, WHOLE.to + 50).map(({ finding }) => finding.investigation)).toEqual(["inv-a"]);
    const both = similar(fold.graph, lock, WHOLE.to + 100);
    expect(both.map(({ finding }) => finding.investigation)).toEqual(["inv-b", "inv-a"]);
    expect(both[0]?.standing).toBe("unreviewed");
  });
});
