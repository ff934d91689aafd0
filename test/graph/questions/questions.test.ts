/** Every question against a naive model: a plain list of edges, filtered by time, searched by brute force. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EntityRef, entityKey } from "../../../src/core/entity.js";
import { ContextGraph } from "../../../src/graph/context-graph.js";
import type { GraphEdge, Relation } from "../../../src/graph/graph-edge.js";
import { nodeKey } from "../../../src/graph/graph-node.js";
import { blastRadius } from "../../../src/graph/questions/blast-radius.js";
import { causalPath } from "../../../src/graph/questions/causal-path.js";
import { changesNear } from "../../../src/graph/questions/changes-near.js";
import { downstream } from "../../../src/graph/questions/downstream.js";
import { neighbours } from "../../../src/graph/questions/neighbours.js";
import { upstream } from "../../../src/graph/questions/upstream.js";

const entity = (i: number): EntityRef => ({ kind: i % 3 === 0 ? "database" : "service", namespace: "", name: `e${i}` });
const keyOf = (i: number): string => `entity:${entityKey(entity(i))}`;
const SIZE = 8;

interface Fact {
  readonly from: number;
  readonly to: number;
  readonly relation: Relation;
  readonly validFrom: number;
  readonly validTo: number | null;
  readonly source: number;
}

const facts = fc.uniqueArray(
  fc.record<Fact>({
    from: fc.nat(SIZE - 1),
    to: fc.nat(SIZE - 1),
    relation: fc.constantFrom<Relation>("calls", "reads-from", "led-to"),
    validFrom: fc.nat(20),
    validTo: fc.option(fc.integer({ min: 21, max: 40 })),
    source: fc.nat(1),
  }),
  {
    maxLength: 24,
    selector: ({ from, to, relation, validFrom, source }) => `${from} ${to} ${relation} ${validFrom} ${source}`,
  },
);
const changes = fc.uniqueArray(fc.record({ on: fc.nat(SIZE - 1), at: fc.nat(40) }), {
  maxLength: 8,
  selector: ({ on, at }) => `${on} ${at}`,
});
const instants = fc.nat(45);

function edgeOf({ from, to, relation, validFrom, validTo, source }: Fact): GraphEdge {
  return {
    from: keyOf(from),
    to: keyOf(to),
    relation,
    validFrom,
    validTo,
    provenance: "observed",
    confidence: 1,
    source: { kind: "evidence", investigation: "i", evidence: "0".repeat(64), record: 0, instance: `s/${source}` },
  };
}

function graphOf(
  list: readonly Fact[],
  changed: readonly { readonly on: number; readonly at: number }[] = [],
): ContextGraph {
  const graph = new ContextGraph();
  for (let i = 0; i < SIZE; i += 1) graph.addNode({ kind: "entity", entity: entity(i) });
  for (const fact of list) graph.addEdge(edgeOf(fact));
  for (const { on, at } of changed) {
    const key = graph.addNode({
      kind: "change",
      entity: entity(on),
      change: "deploy",
      at,
      summary: "",
      reference: "",
      by: "",
    });
    graph.addEdge({
      ...edgeOf({ from: 0, to: on, relation: "touched", validFrom: 0, validTo: null, source: 0 }),
      from: key,
    });
  }
  return graph;
}

const naivelyAt = (list: readonly Fact[], asOf: number) =>
  list.filter(({ validFrom, validTo }) => validFrom <= asOf && (validTo === null || asOf < validTo));

/** Fewest hops to each entity, by relaxing all steps until nothing changes. */
function naiveHops(steps: readonly (readonly [number, number])[], start: number): ReadonlyMap<number, number> {
  const hops = new Map([[start, 0]]);
  for (let round = 0; round < SIZE; round += 1) {
    for (const [from, to] of steps) {
      const next = (hops.get(from) ?? Number.POSITIVE_INFINITY) + 1;
      if (next < (hops.get(to) ?? Number.POSITIVE_INFINITY)) hops.set(to, next);
    }
  }
  return hops;
}

const topology = ({ relation }: Fact) => relation !== "led-to";

function hopsFound(
  reached: readonly { readonly entity: EntityRef; readonly hops: number }[],
): ReadonlyMap<string, number> {
  return new Map(reached.map(({ entity: found, hops }) => [entityKey(found), hops]));
}

function hopsExpected(hops: ReadonlyMap<number, number>): ReadonlyMap<string, number> {
  return new Map([...hops].filter(([, count]) => count > 0).map(([i, count]) => [entityKey(entity(i)), count]));
}

describe("questions to the graph agree with a plain list of edges, as of any instant", () => {
  it("neighbours", () => {
    fc.assert(
      fc.property(facts, instants, (list, asOf) => {
        const held = naivelyAt(list, asOf).filter(({ from, to }) => from === 0 || to === 0);
        const expected = [...new Set(held.map(({ from, to }) => keyOf(from === 0 ? to : from)))].sort();
        const found = neighbours(graphOf(list), entity(0), asOf);
        expect(found.map(({ node }) => nodeKey(node))).toEqual(expected);
        expect(found.reduce((sum, { edges }) => sum + edges.length, 0)).toBe(held.length);
      }),
    );
  });

  it("upstream follows dependencies, downstream and the blast radius go against them", () => {
    fc.assert(
      fc.property(facts, instants, (list, asOf) => {
        const graph = graphOf(list);
        const held = naivelyAt(list, asOf).filter(topology);
        const up = naiveHops(
          held.map(({ from, to }) => [from, to] as const),
          0,
        );
        const down = naiveHops(
          held.map(({ from, to }) => [to, from] as const),
          0,
        );
        expect(hopsFound(upstream(graph, entity(0), asOf))).toEqual(hopsExpected(up));
        expect(hopsFound(downstream(graph, entity(0), asOf))).toEqual(hopsExpected(down));
        const { reached, kinds } = blastRadius(graph, entity(0), asOf);
        expect(hopsFound(reached)).toEqual(hopsExpected(down));
        expect(kinds.reduce((sum, { count }) => sum + count, 0)).toBe(reached.length);
      }),
    );
  });

  it("the causal path is a shortest one, and each step has an edge that carries it", () => {
    fc.assert(
      fc.property(facts, instants, fc.nat(SIZE - 1), (list, asOf, end) => {
        const held = naivelyAt(list, asOf);
        const steps = held.map((fact) =>
          topology(fact) ? ([fact.to, fact.from] as const) : ([fact.from, fact.to] as const),
        );
        const hops = naiveHops(steps, 0).get(end);
        const path = causalPath(graphOf(list), entity(0), entity(end), asOf);
        expect(path === null ? undefined : path.entities.length - 1).toBe(hops);
        expect(path?.steps.every((edges) => edges.length > 0) ?? true).toBe(true);
      }),
    );
  });

  it("changes near: within the hops and the time, nearest first", () => {
    fc.assert(
      fc.property(facts, changes, instants, fc.nat(3), fc.nat(20), (list, changed, asOf, hops, withinMs) => {
        const held = naivelyAt(list, asOf).filter(topology);
        const both = held.flatMap(({ from, to }) => [[from, to] as const, [to, from] as const]);
        const near = naiveHops(both, 0);
        const expected = changed.filter(({ on, at }) => (near.get(on) ?? 99) <= hops && Math.abs(at - 20) <= withinMs);
        const found = changesNear(graphOf(list, changed), entity(0), { at: 20, withinMs, hops }, asOf);
        expect(found.map(({ change }) => `${entityKey(change.entity)} ${change.at}`).sort()).toEqual(
          expected.map(({ on, at }) => `${entityKey(entity(on))} ${at}`).sort(),
        );
        const order = found.map(({ hops: away, beforeMs }) => away * 1_000 + Math.abs(beforeMs));
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
    );
  });

  it("is told the same whatever the order in which edges were added (invariant 5)", () => {
    fc.assert(
      fc.property(facts, instants, (list, asOf) => {
        const [a, b] = [graphOf(list), graphOf([...list].reverse())];
        expect(a.edges()).toEqual(b.edges());
        expect(downstream(a, entity(0), asOf)).toEqual(downstream(b, entity(0), asOf));
      }),
    );
  });

  it("knows nothing of an entity that it never saw", () => {
    const stranger: EntityRef = { kind: "service", namespace: "", name: "stranger" };
    const graph = graphOf([]);
    expect(neighbours(graph, stranger, 1)).toEqual([]);
    expect(upstream(graph, stranger, 1)).toEqual([]);
    expect(causalPath(graph, stranger, entity(0), 1)).toBeNull();
  });
});
