import { beforeAll, describe, expect, it } from "vitest";
import { askGraph, type GraphQuestion } from "../../src/graph/ask-graph.js";
import type { ContextGraph } from "../../src/graph/context-graph.js";
import { renderGraph } from "../../src/graph/export/render-graph.js";
import { readGraph } from "../../src/graph/read-graph.js";
import { giveReview } from "../../src/investigation/give-review.js";
import { NOW } from "../support/mini-incident.js";
import { FIRST, pastCase } from "../support/past-case.js";

let graph: ContextGraph;
beforeAll(async () => {
  const { store, clock } = await pastCase();
  await giveReview(store, clock, {
    investigation: FIRST,
    hypothesis: null,
    judgement: "accept",
    by: "alex",
    comment: null,
    correction: null,
  });
  graph = await readGraph(store);
});

const LATER = NOW + 3_600_000;

function ask(question: GraphQuestion) {
  return askGraph(graph, question, LATER);
}

describe("askGraph", () => {
  it("knows an entity by its reference, and by its name where that is enough", () => {
    const whole = ask({ kind: "neighbours", entity: "service:shop/orders" });
    expect(whole.rows.length).toBeGreaterThan(0);
    expect(ask({ kind: "neighbours", entity: "orders" }).rows).toEqual(whole.rows);
  });

  it("names what comes near where an entity is not known", () => {
    expect(() => ask({ kind: "upstream", entity: "order" })).toThrow(
      expect.objectContaining({ code: "NOT_FOUND", remedy: expect.stringContaining("service:shop/orders") }),
    );
    expect(() => ask({ kind: "upstream", entity: "zzz" })).toThrow(
      expect.objectContaining({ code: "NOT_FOUND", remedy: "investigate something in it first" }),
    );
  });

  it("tells findings with what a person said of them", () => {
    const { rows } = ask({ kind: "findings", entity: "orders", fault: null });
    expect(rows).toMatchObject([
      [expect.any(String), "accepted", expect.any(String), "service:shop/orders", `${FIRST} h1.0`],
    ]);
    expect(ask({ kind: "findings", entity: null, fault: "nothing/like-it" }).rows).toEqual([]);
  });

  it("has an answer to every question, and a part of the graph that holds all its edges' ends", () => {
    const questions: readonly GraphQuestion[] = [
      { kind: "neighbours", entity: "orders" },
      { kind: "upstream", entity: "gateway" },
      { kind: "downstream", entity: "orders" },
      { kind: "blast-radius", entity: "orders" },
      { kind: "changes", entity: "orders", withinMs: 86_400_000, hops: 2 },
      { kind: "path", from: "orders", to: "gateway" },
      { kind: "similar", entity: "orders", fault: null },
      { kind: "findings", entity: null, fault: null },
    ];
    for (const question of questions) {
      const answer = ask(question);
      for (const { from, to } of answer.graph.edges()) {
        expect([answer.graph.node(from), answer.graph.node(to)]).not.toContain(null);
      }
      expect(JSON.parse(renderGraph(answer, "json"))).toMatchObject({ question, asOf: LATER });
      expect(renderGraph(answer, "dot")).toMatch(/^digraph /);
      expect(renderGraph(answer, "graphml")).toMatch(/^<\?xml /);
    }
  });

  it("knows nothing as of a time before anything was seen", () => {
    expect(askGraph(graph, { kind: "upstream", entity: "gateway" }, 0).rows).toEqual([]);
  });
});
