/** The graph in Graphviz's language (graphviz.org/doc/info/lang.html), to be drawn. */
import type { Instant } from "../../core/time.js";
import type { ContextGraph } from "../context-graph.js";
import { type NodeKind, nodeLabel } from "../graph-node.js";
import { toJson } from "./to-json.js";

const SHAPES: Readonly<Record<NodeKind, string>> = {
  entity: "box",
  change: "note",
  alert: "hexagon",
  incident: "octagon",
  investigation: "folder",
  hypothesis: "ellipse",
  finding: "doubleoctagon",
  mitigation: "component",
  person: "oval",
};

export function toDot(graph: ContextGraph, asOf: Instant | null = null): string {
  const { nodes, edges } = toJson(graph, asOf);
  return [
    "digraph context {",
    "  rankdir=LR;",
    ...nodes.map((node) => `  ${quoted(node.key)} [label=${quoted(nodeLabel(node))}, shape=${SHAPES[node.kind]}];`),
    ...edges.map(
      ({ from, to, relation, validTo }) =>
        `  ${quoted(from)} -> ${quoted(to)} [label=${quoted(relation)}${validTo === null ? "" : ", style=dashed"}];`,
    ),
    "}",
    "",
  ].join("\n");
}

/** A quoted string: backslashes doubled, so that none is an escape of a label; hidden characters written out. */
function quoted(text: string): string {
  const plain = text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return `"${plain.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
