import { describe, expect, it } from "vitest";
import type { EntityRef } from "../../../src/core/entity.js";
import { toDot } from "../../../src/graph/export/to-dot.js";
import { toGraphml } from "../../../src/graph/export/to-graphml.js";
import { toJson } from "../../../src/graph/export/to-json.js";
import { GraphFold } from "../../../src/graph/graph-fold.js";
import { exampleCase } from "../../support/example-case.js";
import { ONSET, T0, WHOLE } from "../../support/example-times.js";
import { caseNamed, edge, told } from "../../support/graph-cases.js";

const HOSTILE = [
  'a"b',
  "a\\",
  'a\\"]; evil [shape=box',
  "<data>&amp;",
  "]]>",
  "\u202egnp",
  "\u0000\u001b[2J",
  "\ud800",
  "a\nb",
  "\u2028",
  "'x'",
  "-->",
] as const;

function graphOfNames(names: readonly string[]) {
  const entities = names.map((name): EntityRef => ({ kind: "service", namespace: "", name }));
  const records = entities.flatMap((entity, i) => (i === 0 ? [] : [edge(entities[i - 1] ?? entity, entity, T0)]));
  const fold = new GraphFold();
  fold.addCase(caseNamed({ investigation: "inv-x", evidence: [told({ records })] }));
  return fold.graph;
}

function example() {
  const fold = new GraphFold();
  fold.addCase(exampleCase().caseFile);
  return fold.graph;
}

describe("the exported graph", () => {
  it("as JSON holds what holds as of the instant, or all of it", () => {
    const graph = example();
    const all = toJson(graph);
    expect(all.edges.length).toBeGreaterThan(toJson(graph, ONSET).edges.length);
    expect(toJson(graph, WHOLE.to + 5_000).edges).toEqual(all.edges);
    expect(all.nodes.map(({ key }) => key)).toEqual(all.nodes.map(({ key }) => key).sort());
  });

  it("as GraphML declares every key that it uses, and ends every element that it begins", () => {
    const text = toGraphml(example());
    const declared = new Set(Array.from(text.matchAll(/<key id="([^"]+)"/g), ([, id]) => id));
    for (const [, used] of text.matchAll(/<data key="([^"]+)"/g)) expect(declared).toContain(used);
    const open = Array.from(text.matchAll(/<([a-z]+)[ >]/g), ([, name]) => name);
    const closed = Array.from(text.matchAll(/<\/([a-z]+)>|<(key) [^>]*\/>/g), ([, name, empty]) => name ?? empty);
    expect(open.sort()).toEqual(closed.sort());
  });

  it("stays one document of the same shape whatever names production has", () => {
    const harmless = HOSTILE.map((_, i) => `name-${i}`);
    const tags = (text: string) =>
      text
        .replace(/"[^"]*"/g, '""')
        .match(/<[^>]*>/g)
        ?.sort();
    expect(tags(toGraphml(graphOfNames(HOSTILE)))).toEqual(tags(toGraphml(graphOfNames(harmless))));
    const strings = (text: string) =>
      text
        .replace(/"(?:[^"\\]|\\.)*"/g, '""')
        .split("\n")
        .sort();
    expect(strings(toDot(graphOfNames(HOSTILE)))).toEqual(strings(toDot(graphOfNames(harmless))));
    for (const text of [toGraphml(graphOfNames(HOSTILE)), toDot(graphOfNames(HOSTILE))]) {
      expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cs}]/u);
    }
  });
});
