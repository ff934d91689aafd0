import { type EntityRef, entityKey } from "../../core/entity.js";
import type { Evidence, EvidenceId } from "../../core/evidence.js";
import type { Json } from "../../core/json.js";
import type { RecordKind, RecordOf, TelemetryRecord } from "../../core/record.js";
import type { Instant } from "../../core/time.js";

/** A record's place: the evidence and the index into its answer's records. */
export interface RecordRef {
  readonly evidence: EvidenceId;
  readonly record: number;
}

/** A record together with its place. */
export interface Item<K extends RecordKind> {
  readonly record: RecordOf<K>;
  readonly ref: RecordRef;
}

export interface RecordIndex<K extends RecordKind> {
  /** In the order of time, then of content: the order in which evidence arrived leaves no trace. */
  readonly all: readonly Item<K>[];
  /** By `entityKey`; an edge is filed under both ends. */
  readonly byEntity: ReadonlyMap<string, readonly Item<K>[]>;
}

/** When a record was, or began; `null` for a source without a clock. */
export function recordTime(record: TelemetryRecord): Instant | null {
  switch (record.kind) {
    case "line":
    case "change":
    case "event":
    case "state":
      return record.time;
    case "span":
      return record.start;
    case "alert":
      return record.startsAt;
    case "series":
      return record.times[0] ?? null;
    case "template":
    case "reference":
      return record.window.from;
    case "edge":
      return record.window?.from ?? null;
    default:
      return null;
  }
}

/** The entities that a record is about. */
export function recordEntities(record: TelemetryRecord): readonly EntityRef[] {
  if (record.kind === "edge") return [record.from, record.to];
  if (record.kind === "reference" || record.entity === null) return [];
  return [record.entity];
}

/** One text per JSON value, the same whatever the order of its keys. */
export function canonicalText(value: Json | undefined): string {
  if (value === undefined) return "";
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  const entries = Object.entries(value as { readonly [key: string]: Json | undefined }).filter(
    ([, v]) => v !== undefined,
  );
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalText(part)}`).join(",")}}`;
}

/** One text per content: where in the source a record stood is no part of it. */
export function contentKey(record: TelemetryRecord): string {
  if (record.kind === "line") {
    const fields = record.fields === undefined ? "" : canonicalText(record.fields);
    return `${entityKey(record.entity)}\u0000${record.time}\u0000${record.severity}\u0000${record.text}\u0000${fields}`;
  }
  if (record.kind === "span") {
    const { trace, span, start, durationMs, status, side, operation, message = "" } = record;
    return [entityKey(record.entity), trace, span, start, durationMs, status, side, operation, message].join("\u0000");
  }
  const { at: _at, ...content } = record;
  return canonicalText(content as unknown as Json);
}

/**
 * What two answers both show is one thing; what one answer shows twice are two (three equal lines are three
 * lines). So the n-th copy of a content in one evidence equals the n-th copy in another: the union of multisets.
 */
function withoutRepeats<K extends RecordKind>(perEvidence: readonly (readonly Item<K>[])[]): readonly Item<K>[] {
  if (perEvidence.length < 2) return perEvidence[0] ?? [];
  const seen = new Map<string, number>();
  const kept: Item<K>[] = [];
  for (const items of perEvidence) {
    const here = new Map<string, number>();
    for (const item of items) {
      const key = contentKey(item.record);
      const count = (here.get(key) ?? 0) + 1;
      here.set(key, count);
      if (count <= (seen.get(key) ?? 0)) continue;
      seen.set(key, count);
      kept.push(item);
    }
  }
  return kept;
}

function inOrder<K extends RecordKind>(items: readonly Item<K>[]): readonly Item<K>[] {
  const keys = new Map<Item<K>, string>();
  const keyOf = (item: Item<K>): string => {
    const known = keys.get(item);
    if (known !== undefined) return known;
    const key = contentKey(item.record);
    keys.set(item, key);
    return key;
  };
  return [...items].sort((a, b) => {
    const byTime = (recordTime(a.record) ?? -1) - (recordTime(b.record) ?? -1);
    if (byTime !== 0) return byTime;
    const [left, right] = [keyOf(a), keyOf(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  });
}

/** All records of one kind in these answers, each content once. Sorting aside, linear in the number of records. */
export function indexRecords<K extends RecordKind>(kind: K, evidence: readonly Evidence[]): RecordIndex<K> {
  const perEvidence: Item<K>[][] = [];
  for (const { id, answer } of evidence) {
    const items: Item<K>[] = [];
    for (const [record, found] of answer.records.entries()) {
      if (found.kind === kind) items.push({ record: found as RecordOf<K>, ref: { evidence: id, record } });
    }
    if (items.length > 0) perEvidence.push(items);
  }
  const all = inOrder(withoutRepeats(perEvidence));
  const byEntity = new Map<string, Item<K>[]>();
  for (const item of all) {
    for (const key of new Set(recordEntities(item.record).map(entityKey))) {
      const filed = byEntity.get(key);
      if (filed === undefined) byEntity.set(key, [item]);
      else filed.push(item);
    }
  }
  return { all, byEntity };
}
