import { type EntityRef, entityKey } from "../../core/entity.js";
import type { RecordOf } from "../../core/record.js";
import type { Facts } from "../assertions/facts.js";
import type { Item } from "../assertions/record-index.js";

export type SpanItem = Item<"span">;

/** Spans of all traces with what each of them caused. Built once; everything about it is linear in the number of spans. */
export interface SpanForest {
  readonly spans: readonly SpanItem[];
  children(span: RecordOf<"span">): readonly SpanItem[];
}

const MOST_SPANS = 200_000;

export function spanForest(facts: Facts): SpanForest & { readonly omitted: number } {
  const all = facts.all("span");
  const spans = all.slice(0, MOST_SPANS);
  const byParent = new Map<string, SpanItem[]>();
  for (const item of spans) {
    const { trace, parent } = item.record;
    if (parent === null) continue;
    const key = `${trace} ${parent}`;
    const siblings = byParent.get(key);
    if (siblings === undefined) byParent.set(key, [item]);
    else siblings.push(item);
  }
  return {
    spans,
    omitted: all.length - spans.length,
    children: ({ trace, span }) => byParent.get(`${trace} ${span}`) ?? [],
  };
}

/** Whom a client's span called: the server that answered, where its span is there, else the peer that it names. */
export function calledBy(item: SpanItem, forest: SpanForest): EntityRef | null {
  const { record } = item;
  if (record.side !== "client" && record.side !== "producer") return null;
  const own = entityKey(record.entity);
  const server = forest.children(record).find((child) => entityKey(child.record.entity) !== own);
  return server?.record.entity ?? record.peer;
}

/** The time in which a span did not wait for another: its duration less the union of its children's, in ms. */
export function selfTime(item: SpanItem, forest: SpanForest): number {
  const { start, durationMs } = item.record;
  const parts = forest
    .children(item.record)
    .map(
      ({ record }) =>
        [Math.max(start, record.start), Math.min(start + durationMs, record.start + record.durationMs)] as const,
    )
    .sort(([a], [b]) => a - b);
  let waited = 0;
  let reached = start;
  for (const [from, to] of parts) {
    waited += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return Math.max(0, durationMs - waited);
}
