import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entityKey } from "../../src/core/entity.js";
import { toJson } from "../../src/graph/export/to-json.js";
import { GraphFold } from "../../src/graph/graph-fold.js";
import { causalPath } from "../../src/graph/questions/causal-path.js";
import { neighbours } from "../../src/graph/questions/neighbours.js";
import { pastFindings } from "../../src/graph/questions/past-findings.js";
import { exampleCase } from "../support/example-case.js";
import { CHECKOUT, DATABASE, GATEWAY, ORDERS, T0, WHOLE } from "../support/example-times.js";
import { caseNamed, edge, review, told } from "../support/graph-cases.js";

const NOW = WHOLE.to + 1_000_000;

function folded(...steps: readonly ((fold: GraphFold) => unknown)[]): GraphFold {
  const fold = new GraphFold();
  for (const step of steps) step(fold);
  return fold;
}

const example = (fold: GraphFold) => fold.addCase(exampleCase().caseFile);

describe("folding a case into the context graph", () => {
  it("brings in entities, changes, alerts, claims, the finding, mitigations, each edge with its source", () => {
    const { nodes, edges } = toJson(folded(example).graph);
    const kinds = nodes.map(({ kind }) => kind);
    for (const kind of [
      "entity",
      "change",
      "alert",
      "incident",
      "investigation",
      "hypothesis",
      "finding",
      "mitigation",
    ]) {
      expect(kinds).toContain(kind);
    }
    expect(edges.every(({ source }) => source.kind === "evidence" || source.stream !== "")).toBe(true);
    expect(nodes.filter(({ kind }) => kind === "hypothesis")).toHaveLength(2);
  });

  it("draws the causal path of a finding, and none of a refuted claim", () => {
    const led = toJson(folded(example).graph).edges.filter(({ relation }) => relation === "led-to");
    expect(led.map(({ from, to }) => `${from} ${to}`).sort()).toEqual(
      [
        `entity:${entityKey(DATABASE)} entity:${entityKey(ORDERS)}`,
        `entity:${entityKey(ORDERS)} entity:${entityKey(CHECKOUT)}`,
      ].sort(),
    );
  });

  it("gives the same graph in whatever order cases and reviews come, each once or twice (invariant 1)", () => {
    const topology = (at: number, ...records: Parameters<typeof told>[0]["records"]) =>
      told({ records, query: { capability: "topology.edges", params: {} }, source: `replay/${at % 2}` });
    const steps: readonly ((fold: GraphFold) => unknown)[] = [
      example,
      (fold) =>
        fold.addCase(
          caseNamed({ investigation: "inv-b", at: NOW, evidence: [topology(10, edge(CHECKOUT, ORDERS, T0 + 10))] }),
        ),
      (fold) =>
        fold.addCase(caseNamed({ investigation: "inv-c", evidence: [topology(20, edge(GATEWAY, CHECKOUT, T0 + 20))] })),
      (fold) =>
        fold.addCase(
          caseNamed({
            investigation: "inv-d",
            evidence: [topology(30, edge(CHECKOUT, ORDERS, T0 + 30), edge(GATEWAY, ORDERS, T0 + 30))],
          }),
        ),
      (fold) => fold.addReview(review({ investigation: "inv-b", seq: 4, hypothesis: "h1", judgement: "reject" })),
      (fold) => fold.addReview(review({ investigation: "inv-b", seq: 5, hypothesis: "h1" })),
      (fold) =>
        fold.addReview(
          review({
            investigation: "inv-c",
            seq: 6,
            judgement: "correct",
            correction: { entity: GATEWAY, fault: "change/bad-deploy" },
          }),
        ),
    ];
    const inOrder = toJson(folded(...steps).graph);
    const orders = fc.shuffledSubarray([...steps, ...steps.slice(0, 3)], { minLength: steps.length + 3 });
    fc.assert(
      fc.property(orders, (order) => {
        expect(toJson(folded(...order).graph)).toEqual(inOrder);
      }),
      { numRuns: 30 },
    );
  });

  it("adds nothing of a case that has not concluded, and nothing twice", () => {
    const fold = new GraphFold();
    expect(fold.addCase({ ...exampleCase().caseFile, conclusion: null })).toBe("not-concluded");
    expect(toJson(fold.graph).nodes).toEqual([]);
    expect([example(fold), example(fold)]).toEqual(["added", "known"]);
  });

  it("takes no edge from what a mind or memory said (invariant 2)", () => {
    for (const provenance of ["generated", "memory"] as const) {
      const evidence = [told({ records: [edge(GATEWAY, DATABASE, T0)], provenance })];
      const { graph } = folded((fold) => fold.addCase(caseNamed({ investigation: "inv-x", evidence })));
      expect(neighbours(graph, GATEWAY, NOW).filter(({ node }) => node.kind === "entity")).toEqual([]);
    }
  });

  it("marks what minds claimed as generated, accepted or not (invariant 2)", () => {
    const claimed = ["blames", "explains", "led-to", "suggests"];
    const edges = toJson(folded(example).graph).edges.filter(({ relation }) => claimed.includes(relation));
    expect(edges.length).toBeGreaterThan(5);
    expect(new Set(edges.map(({ provenance }) => provenance))).toEqual(new Set(["generated"]));
  });

  it("lets sources that differ stand side by side (invariant 3)", () => {
    const records = [edge(CHECKOUT, ORDERS, T0)];
    const evidence = [
      told({ records, source: "traces/a" }),
      told({ records, source: "mesh/b", provenance: "declared" }),
    ];
    const { graph } = folded((fold) => fold.addCase(caseNamed({ investigation: "inv-x", evidence })));
    const [orders] = neighbours(graph, CHECKOUT, NOW).filter(
      ({ node }) => node.kind === "entity" && node.entity.name === "orders",
    );
    expect(
      orders?.edges
        .filter(({ relation }) => relation === "calls")
        .map(({ confidence }) => confidence)
        .sort(),
    ).toEqual([0.9, 1]);
  });
});

describe("validity of topology", () => {
  const look = (at: number, ...records: Parameters<typeof told>[0]["records"]) =>
    told({ records: [...records, edge(GATEWAY, GATEWAY, at)], query: { capability: "topology.edges", params: {} } });
  const connected = (fold: GraphFold, asOf: number) => causalPath(fold.graph, ORDERS, CHECKOUT, asOf) !== null;
  const rejected = (fold: GraphFold) => {
    for (const [i, name] of ["inv-1", "inv-2", "inv-3"].entries()) {
      fold.addReview(review({ investigation: name, seq: i, judgement: "reject", at: WHOLE.to }));
    }
  };

  it("begins with the first sight, ends where a later look at topology no longer shows it, and begins anew", () => {
    const at = (evidence: ReturnType<typeof told>, investigation: string) => (fold: GraphFold) =>
      fold.addCase({
        ...caseNamed({ investigation, evidence: [evidence] }),
        incident: { ...exampleCase().caseFile.incident, window: WHOLE },
      });
    const gone = { ...look(T0 + 200), n: 2 };
    const withWindow = (file: typeof gone, from: number) => ({
      ...file,
      evidence: { ...file.evidence, window: { from, to: from + 1 } },
    });
    const fold = folded(
      at(withWindow(look(T0 + 100, edge(CHECKOUT, ORDERS, T0 + 100)), T0 + 100), "inv-1"),
      at(withWindow(gone, T0 + 200), "inv-2"),
      at(withWindow(look(T0 + 300, edge(CHECKOUT, ORDERS, T0 + 300)), T0 + 300), "inv-3"),
      rejected,
    );
    expect([50, 100, 199, 200, 299, 300, 9_999].map((after) => connected(fold, T0 + after))).toEqual([
      false,
      true,
      true,
      false,
      false,
      true,
      true,
    ]);
  });

  it("is not ended by traffic that is not seen", () => {
    const calls = (at: number, ...records: Parameters<typeof told>[0]["records"]) =>
      told({ records: [...records, edge(GATEWAY, GATEWAY, at)] });
    const fold = folded(
      (it) =>
        it.addCase(
          caseNamed({ investigation: "inv-1", evidence: [calls(T0 + 100, edge(CHECKOUT, ORDERS, T0 + 100))] }),
        ),
      (it) => it.addCase(caseNamed({ investigation: "inv-2", evidence: [calls(T0 + 200)] })),
    );
    expect(connected(fold, T0 + 300)).toBe(true);
  });
});

describe("reviews in the graph", () => {
  const standings = (fold: GraphFold, asOf: number) =>
    pastFindings(fold.graph, {}, asOf).map(({ finding, standing }) => `${finding.fault} ${standing}`);

  it("are part of what was known as of an instant (invariant 4)", () => {
    const fold = folded(
      (it) => it.addCase(caseNamed({ investigation: "inv-a" })),
      (it) =>
        it.addReview(
          review({ investigation: "inv-a", seq: 1, hypothesis: "h1", judgement: "accept", at: WHOLE.to + 100 }),
        ),
      (it) =>
        it.addReview(
          review({ investigation: "inv-a", seq: 2, hypothesis: "h1", judgement: "reject", at: WHOLE.to + 200 }),
        ),
    );
    expect([-1, 0, 100, 200].map((after) => standings(fold, WHOLE.to + after))).toEqual([
      [],
      ["dependency/lock-contention unreviewed"],
      ["dependency/lock-contention accepted"],
      ["dependency/lock-contention rejected"],
    ]);
  });

  it("put a correction in the place of what was found, until they say otherwise", () => {
    const correction = { entity: GATEWAY, fault: "change/bad-deploy" } as const;
    const fold = folded(
      (it) => it.addCase(caseNamed({ investigation: "inv-a" })),
      (it) =>
        it.addReview(review({ investigation: "inv-a", seq: 1, judgement: "correct", correction, at: WHOLE.to + 100 })),
      (it) => it.addReview(review({ investigation: "inv-a", seq: 2, judgement: "accept", at: WHOLE.to + 200 })),
    );
    expect(standings(fold, WHOLE.to + 100)).toEqual([
      "change/bad-deploy accepted",
      "dependency/lock-contention corrected",
    ]);
    expect(standings(fold, WHOLE.to + 200)).toEqual(["dependency/lock-contention accepted"]);
  });

  it("take the causal path of a rejected finding out, and bring it back with an acceptance", () => {
    const fold = folded(
      (it) => it.addCase(caseNamed({ investigation: "inv-a" })),
      (it) => it.addReview(review({ investigation: "inv-a", seq: 1, judgement: "reject", at: WHOLE.to + 100 })),
      (it) => it.addReview(review({ investigation: "inv-a", seq: 2, judgement: "accept", at: WHOLE.to + 200 })),
    );
    const found = [50, 150, 250].map((after) => causalPath(fold.graph, DATABASE, CHECKOUT, WHOLE.to + after) !== null);
    expect(found).toEqual([true, false, true]);
  });
});
