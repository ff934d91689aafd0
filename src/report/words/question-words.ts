import { CAPABILITIES } from "../../core/capability.js";
import type { EntityRef } from "../../core/entity.js";
import type { Query } from "../../core/query.js";
import type { Window } from "../../core/time.js";
import { entityWords } from "./entity-words.js";
import type { TimeWords } from "./time-words.js";

/** A question in words: what is asked, about what, when, of whom. */
export function questionWords(query: Query, times: TimeWords): string {
  const params: Readonly<Record<string, unknown>> = query.params;
  const about = ["entity", "database", "node", "to"].flatMap((name) =>
    isEntity(params[name]) ? [entityWords(params[name])] : [],
  );
  const detail = ["role", "metric", "kind", "name", "contains", "text", "service", "status"].flatMap((name) =>
    typeof params[name] === "string" ? [`${name} ${params[name]}`] : [],
  );
  const window = isWindow(params["window"]) ? [`from ${times.window(params["window"])}`] : [];
  const source = query.source === undefined ? [] : [`at ${query.source}`];
  return [CAPABILITIES[query.capability].asks, ...about, ...detail, ...window, ...source].join(", ");
}

function isEntity(value: unknown): value is EntityRef {
  return typeof value === "object" && value !== null && "kind" in value && "namespace" in value && "name" in value;
}

function isWindow(value: unknown): value is Window {
  return typeof value === "object" && value !== null && "from" in value && "to" in value;
}
