import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ASSERTION_KINDS, type Assertion } from "../../../src/core/assertion.js";
import type { Evidence } from "../../../src/core/evidence.js";
import { not } from "../../../src/core/truth.js";
import { evaluate } from "../../../src/diagnosis/assertions/evaluate.js";
import type { Evaluation } from "../../../src/diagnosis/assertions/evaluation.js";
import { Facts } from "../../../src/diagnosis/assertions/facts.js";
import { contentKey } from "../../../src/diagnosis/assertions/record-index.js";
import { madeEvidence } from "../../support/made-evidence.js";
import { ask, assertion, queries, world } from "./small-world.js";

const RUNS = { numRuns: 400 };

/** An evaluation with the records that it rests on in place of their places. */
function apartFromPlaces({ basis, ...rest }: Evaluation, facts: Facts): unknown {
  const contents = basis.map(({ evidence, record }) => {
    const found = facts.evidenceOf(evidence)?.answer.records[record];
    return found === undefined ? null : contentKey(found);
  });
  return { ...rest, basis: contents.sort() };
}

function copyOf(
  evidence: Evidence,
  order: (records: Evidence["answer"]["records"]) => Evidence["answer"]["records"],
): Evidence {
  return madeEvidence(evidence.query, order(evidence.answer.records), evidence.answer.coverage);
}

describe("the evaluation of claims", () => {
  it("invariants 1 and 2: more evidence settles what was unknown and overturns nothing; less makes unknown", () => {
    const seen = new Map<string, Set<string>>();
    fc.assert(
      fc.property(world, queries, fc.nat(), assertion, (known, asked, cut, claim) => {
        const evidence = asked.map((one) => ask(known, one));
        const part = evaluate(claim, new Facts(evidence.slice(0, cut % (evidence.length + 1))));
        const whole = evaluate(claim, new Facts(evidence));
        seen.set(claim.kind, (seen.get(claim.kind) ?? new Set()).add(whole.truth));
        if (part.truth !== "unknown") expect(whole.truth, `${part.why} / ${whole.why}`).toBe(part.truth);
      }),
      { numRuns: 3_000, seed: 7 },
    );
    for (const kind of ASSERTION_KINDS) {
      if (kind === "quoted" || kind === "depends") continue;
      expect([...(seen.get(kind) ?? [])].sort(), `${kind} was seen with every truth`).toEqual([
        "fails",
        "holds",
        "unknown",
      ]);
    }
  });

  it("invariant 3: neither the order of evidence and records nor a repeated answer changes anything", () => {
    fc.assert(
      fc.property(world, queries, assertion, (known, asked, claim) => {
        const evidence = asked.map((one) => ask(known, one));
        const again = evidence.map((one) => copyOf(one, (records) => [...records].reverse()));
        const [plain, mixed] = [new Facts(evidence), new Facts([...again, ...evidence].reverse())];
        expect(apartFromPlaces(evaluate(claim, mixed), mixed)).toEqual(apartFromPlaces(evaluate(claim, plain), plain));
      }),
      RUNS,
    );
  });

  it("says of what is absent the opposite of what is there", () => {
    fc.assert(
      fc.property(world, queries, assertion, (known, asked, claim) => {
        fc.pre(claim.kind === "happened" || claim.kind === "changed" || claim.kind === "is" || claim.kind === "novel");
        const facts = new Facts(asked.map((one) => ask(known, one)));
        expect(evaluate({ kind: "absent", what: claim }, facts).truth).toBe(not(evaluate(claim, facts).truth));
      }),
      RUNS,
    );
  });

  it("never denies a weaker claim where a stronger one holds", () => {
    const weaker = (claim: Assertion): Assertion | null => {
      if (claim.kind === "level" || claim.kind === "share") {
        return { ...claim, bound: claim.op === "above" ? claim.bound / 2 : claim.bound * 2 };
      }
      if (claim.kind === "shifted" || claim.kind === "differs") return { ...claim, factor: 1 + (claim.factor - 1) / 2 };
      if (claim.kind === "precedes") return { ...claim, toleranceMs: claim.toleranceMs + 5 };
      return claim.kind === "is" ? { ...claim, atLeast: 1 } : null;
    };
    fc.assert(
      fc.property(world, queries, assertion, (known, asked, claim) => {
        const less = weaker(claim);
        fc.pre(less !== null);
        const facts = new Facts(asked.map((one) => ask(known, one)));
        if (evaluate(claim, facts).truth === "holds" && less !== null)
          expect(evaluate(less, facts).truth).toBe("holds");
      }),
      RUNS,
    );
  });

  it("has nothing to say where nothing was looked at", () => {
    fc.assert(
      fc.property(assertion, (claim) => {
        fc.pre(claim.kind !== "precedes" || claim.first.of !== "instant" || claim.second.of !== "instant");
        expect(evaluate(claim, new Facts([])).truth).toBe("unknown");
      }),
      RUNS,
    );
  });

  it("gives its reason in one sentence on one line", () => {
    fc.assert(
      fc.property(world, queries, assertion, (known, asked, claim) => {
        const { why, basis } = evaluate(claim, new Facts(asked.map((one) => ask(known, one))));
        expect(why).toMatch(/^[^\n]{5,500}$/);
        expect(basis.length).toBeLessThanOrEqual(16);
      }),
      RUNS,
    );
  });
});
