import type { AssertionOf } from "../../core/assertion.js";
import { type EntityRef, entityKey, sameEntity } from "../../core/entity.js";
import type { EvidenceId } from "../../core/evidence.js";
import type { TelemetryRecord } from "../../core/record.js";
import { type Evaluation, excerpt, judged, unknown } from "./evaluation.js";
import type { Facts } from "./facts.js";
import { type RecordRef, recordEntities } from "./record-index.js";

/**
 * Whether a text stands in the source bytes of an evidence, inside of the record's bytes where one is named;
 * `null` where the bytes are missing. Whoever holds the bytes provides it.
 */
export type QuoteLookup = (evidence: EvidenceId, quote: string, record?: number) => boolean | null;

/**
 * The quoted text stands in that evidence, and in a record about the entity where one is named. The bytes decide
 * where `quotes` can look at them; without, the text has to stand in a record as it was read, and a text that
 * does not is unknown: bytes may differ from what was read from them.
 */
export function evaluateQuoted(assertion: AssertionOf<"quoted">, facts: Facts, quotes?: QuoteLookup): Evaluation {
  const { quote, entity } = assertion;
  const evidence = facts.evidenceOf(assertion.evidence);
  if (evidence === null) return unknown("the quoted evidence is not at hand");
  const named = assertion.record;
  const records: readonly TelemetryRecord[] = evidence.answer.records;
  if (named !== undefined && records[named] === undefined) {
    return judged("fails", `the evidence has no record ${named}: it holds ${records.length}`);
  }

  const stands = quotes?.(evidence.id, quote, named) ?? null;
  if (stands === false) return judged("fails", `${excerpt(quote)} does not stand in the source`);

  const looked: readonly RecordRef[] =
    named !== undefined
      ? [{ evidence: evidence.id, record: named }]
      : records.map((_, record) => ({ evidence: evidence.id, record }));
  const holding = looked.filter(({ record }) => holdsText(records[record], quote));
  if (holding.length > 0) return aboutEntity(holding, records, quote, entity);
  if (stands === null)
    return unknown(`${excerpt(quote)} stands in no record as it was read, and the bytes are not at hand`);
  return entity !== null && named === undefined && !records.every((record) => isAbout(record, entity))
    ? unknown(`${excerpt(quote)} stands in the source, but no record tells whether it is about ${entityKey(entity)}`)
    : aboutEntity(looked, records, quote, entity);
}

function aboutEntity(
  holding: readonly RecordRef[],
  records: readonly TelemetryRecord[],
  quote: string,
  entity: EntityRef | null,
): Evaluation {
  if (entity === null) return judged("holds", `${excerpt(quote)} stands in the evidence`, { basis: holding });
  const about = holding.filter(({ record }) => isAbout(records[record], entity));
  return about.length > 0
    ? judged("holds", `${excerpt(quote)} stands in a record about ${entityKey(entity)}`, { basis: about })
    : judged("fails", `${excerpt(quote)} stands in no record about ${entityKey(entity)}`, { basis: holding });
}

function isAbout(record: TelemetryRecord | undefined, entity: EntityRef): boolean {
  if (record === undefined) return false;
  const peer = record.kind === "span" && record.peer !== null ? [record.peer] : [];
  return [...recordEntities(record), ...peer].some((one) => sameEntity(one, entity));
}

function holdsText(record: TelemetryRecord | undefined, quote: string): boolean {
  if (record === undefined) return false;
  return JSON.stringify(record).includes(quote) || stringsOf(record).some((text) => text.includes(quote));
}

function stringsOf(value: unknown): readonly string[] {
  const found: string[] = [];
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === "string") found.push(next);
    else if (next !== null && typeof next === "object") {
      for (const part of Object.values(next)) open.push(part);
    }
  }
  return found;
}
