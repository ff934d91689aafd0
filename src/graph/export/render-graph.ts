import { assertNever } from "../../core/assert-never.js";
import type { GraphAnswer } from "../ask-graph.js";
import { toDot } from "./to-dot.js";
import { toGraphml } from "./to-graphml.js";

export const GRAPH_FORMATS = ["json", "graphml", "dot"] as const;
export type GraphFormat = (typeof GRAPH_FORMATS)[number];

/** An answer as a program reads it: the question's own answer as JSON, else the part of the graph that it rests on. */
export function renderGraph({ question, asOf, answer, graph }: GraphAnswer, format: GraphFormat): string {
  switch (format) {
    case "json":
      return `${JSON.stringify({ question, asOf, answer }, null, 2)}\n`;
    case "graphml":
      return toGraphml(graph, asOf);
    case "dot":
      return toDot(graph, asOf);
    default:
      return assertNever(format);
  }
}
