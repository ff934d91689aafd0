import { type EntityRef, entityKey, parseEntity } from "../core/entity.js";
import { InquestError } from "../core/errors.js";
import type { ContextGraph } from "./context-graph.js";
import { entityNode } from "./graph-node.js";

const MOST_NAMED = 5;

/**
 * The entity that a person means: the reference as it is written, else the only one in the graph of that name.
 * @throws InquestError `ENTITY_INVALID`, or `NOT_FOUND` naming what comes near
 */
export function namedEntity(graph: ContextGraph, text: string): EntityRef {
  const written = parseEntity(text);
  if (graph.node(entityNode(written)) !== null) return written;
  const entities = graph.nodesOf("entity").map((node) => node.entity);
  const [only, ...others] = entities.filter(({ name }) => name === written.name);
  if (only !== undefined && others.length === 0) return only;
  const near = only === undefined ? entities.filter(({ name }) => name.includes(written.name)) : [only, ...others];
  throw new InquestError("NOT_FOUND", {
    what:
      only === undefined
        ? `the graph knows no \`${entityKey(written)}\``
        : `several entities are named \`${written.name}\``,
    where: "the context graph",
    remedy:
      near.length === 0
        ? "investigate something in it first"
        : `name one of: ${near.slice(0, MOST_NAMED).map(entityKey).join(", ")}`,
  });
}
