import { describe, expect, it } from "vitest";
import { parseEntity } from "../../../src/core/entity.js";
import { Facts } from "../../../src/diagnosis/assertions/facts.js";
import { logsAnswer, madeEvidence, madeLine, madeSeries, metricsAnswer } from "../../support/made-evidence.js";

const WINDOW = { from: 0, to: 100_000 };
const ORDERS = parseEntity("orders");
const twice = [madeLine("orders", 5, "retry"), madeLine("orders", 5, "retry")];

describe("facts", () => {
  it("invariant 1: counts a thing that two answers show once, and two equal lines of one answer twice", () => {
    expect(new Facts([logsAnswer(WINDOW, ...twice)]).lines(ORDERS)).toHaveLength(2);
    expect(new Facts([logsAnswer(WINDOW, ...twice), logsAnswer(WINDOW, ...twice)]).lines(ORDERS)).toHaveLength(2);
    const third = madeLine("orders", 6, "retry");
    expect(new Facts([logsAnswer(WINDOW, ...twice, third), logsAnswer(WINDOW, ...twice)]).lines(ORDERS)).toHaveLength(
      3,
    );
  });

  it("invariant 1: counts evidence that is given twice once", () => {
    const answer = logsAnswer(WINDOW, ...twice);
    expect(new Facts([answer, answer]).evidence).toHaveLength(1);
  });

  it("invariant 2: orders by time whatever the order of the answers", () => {
    const [early, late] = [
      logsAnswer(WINDOW, madeLine("orders", 1, "a")),
      logsAnswer(WINDOW, madeLine("orders", 2, "b")),
    ];
    for (const facts of [new Facts([early, late]), new Facts([late, early])]) {
      expect(facts.lines(ORDERS).map(({ record }) => record.text)).toEqual(["a", "b"]);
    }
  });

  it("joins the parts of a series, and keeps series of other labels apart", () => {
    const facts = new Facts([
      metricsAnswer(WINDOW, madeSeries("orders", [1, 2, 3]), madeSeries("orders", [9], { labels: { route: "/x" } })),
      metricsAnswer(WINDOW, madeSeries("orders", [3, 4], { from: 10_000 })),
    ]);
    const [routed, plain] = facts.series(ORDERS, { role: "latency" });
    expect(plain?.times).toEqual([0, 5_000, 10_000, 15_000]);
    expect(plain?.values).toEqual([1, 2, 3, 4]);
    expect(plain?.refs).toHaveLength(2);
    expect(routed?.values).toEqual([9]);
    expect(facts.series(ORDERS, { role: "cpu" })).toEqual([]);
    expect(facts.series(ORDERS, { labels: { route: "/x" } })).toHaveLength(1);
  });

  it("files an edge under both of its ends", () => {
    const edge = { kind: "edge", from: ORDERS, to: parseEntity("carts"), relation: "calls", window: null } as const;
    const facts = new Facts([madeEvidence({ capability: "topology.edges", params: {} }, [edge], [])]);
    expect(facts.edges(ORDERS)).toHaveLength(1);
    expect(facts.edges(parseEntity("carts"))).toHaveLength(1);
    expect(facts.all("edge")).toHaveLength(1);
  });

  it("knows with a part of the evidence what that part shows", () => {
    const [a, b] = [logsAnswer(WINDOW, madeLine("orders", 1, "a")), logsAnswer(WINDOW, madeLine("orders", 2, "b"))];
    const part = new Facts([a, b]).withOnly([b.id]);
    expect(part.lines(ORDERS).map(({ ref }) => ref)).toEqual([{ evidence: b.id, record: 0 }]);
    expect(part.evidenceOf(a.id)).toBeNull();
  });

  it("names each place as it is in the answer", () => {
    const answer = logsAnswer(
      WINDOW,
      madeLine("carts", 9, "other"),
      madeLine("orders", 2, "b"),
      madeLine("orders", 1, "a"),
    );
    expect(new Facts([answer]).lines(ORDERS).map(({ ref }) => ref.record)).toEqual([2, 1]);
  });
});
