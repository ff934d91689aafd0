/** GraphML 1.0 (graphml.graphdrawing.org), as yEd, Gephi and NetworkX read it. */
import type { Instant } from "../../core/time.js";
import type { ContextGraph } from "../context-graph.js";
import { edgeKey, type GraphEdge } from "../graph-edge.js";
import { nodeLabel } from "../graph-node.js";
import { toJson } from "./to-json.js";

type Attribute = readonly [name: string, type: "string" | "long" | "double", value: string | number | null];

const KEYS = [
  ["node", "kind", "string"],
  ["node", "label", "string"],
  ["edge", "relation", "string"],
  ["edge", "provenance", "string"],
  ["edge", "source", "string"],
  ["edge", "validFrom", "long"],
  ["edge", "validTo", "long"],
  ["edge", "confidence", "double"],
] as const;

export function toGraphml(graph: ContextGraph, asOf: Instant | null = null): string {
  const { nodes, edges } = toJson(graph, asOf);
  const keys = KEYS.map(
    ([of, name, type]) => `  <key id="${of}-${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>`,
  );
  const nodeLines = nodes.map((node) =>
    element("node", `id="${xml(node.key)}"`, [
      ["kind", "string", node.kind],
      ["label", "string", nodeLabel(node)],
    ]),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys,
    '  <graph id="context" edgedefault="directed">',
    ...nodeLines,
    ...edges.map(edgeElement),
    "  </graph>",
    "</graphml>",
    "",
  ].join("\n");
}

function edgeElement(edge: GraphEdge): string {
  const ends = `id="${edgeKey(edge)}" source="${xml(edge.from)}" target="${xml(edge.to)}"`;
  return element("edge", ends, [
    ["relation", "string", edge.relation],
    ["provenance", "string", edge.provenance],
    ["source", "string", JSON.stringify(edge.source)],
    ["validFrom", "long", edge.validFrom],
    ["validTo", "long", edge.validTo],
    ["confidence", "double", edge.confidence],
  ]);
}

function element(name: "node" | "edge", attributes: string, data: readonly Attribute[]): string {
  const children = data.flatMap(([key, , value]) =>
    value === null ? [] : [`<data key="${name}-${key}">${xml(String(value))}</data>`],
  );
  return `    <${name} ${attributes}>${children.join("")}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Text in XML 1.0: characters that it may not hold at all are written as `\u{1b}`. */
function xml(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
