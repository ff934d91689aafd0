/**
 * Reads the bytes of a replayed answer, as redaction left them. Anyone with the bytes makes the same answer again.
 *
 * 1. No bytes make it throw, and none cost more than linear time.
 * 2. Each record is tied to the bytes of its line, without the newline.
 * 3. A line that cannot be read is told in `omitted`; since nobody knows what it said, and the same goes for
 *    lines that are missing, nothing is covered then.
 * 4. Without a header there is no answer: unavailable.
 */
import { type Answer, type Omission, unavailable } from "../../src/core/answer.js";
import { CAPABILITIES } from "../../src/core/capability.js";
import type { Query } from "../../src/core/query.js";
import { type ByteRange, RawRecord, type RecordKind, type TelemetryRecord } from "../../src/core/record.js";
import { parseJson } from "../../src/core/strict-json.js";
import { AnswerHeader } from "./answer-header.js";

const NEWLINE = 0x0a;
/** Where a worker thread finds the parser: large answers are read beside the main loop. */
export const PARSER_MODULE = { url: import.meta.url, name: "parseAnswer" } as const;

/** Levels of objects and arrays in one line; recordings hold far fewer. */
const MAX_DEPTH = 32;

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

export function parseAnswer(bytes: Uint8Array, query: Query): Answer {
  const [headerRange, ...ranges] = lineRanges(bytes);
  const header = headerRange === undefined ? null : readHeader(bytes, headerRange);
  if (header === null) return unavailable("the source's bytes begin with no header that can be read");
  if (header.unavailable) return unavailable(header.unavailable, header.asked);
  const kinds: readonly RecordKind[] = CAPABILITIES[query.capability].records;
  const records: TelemetryRecord[] = [];
  const unread = new Map<string, number>();
  for (const range of ranges) {
    const read = readRecord(bytes, range, kinds);
    if (read.ok) records.push({ ...read.value, at: range });
    else unread.set(read.why, (unread.get(read.why) ?? 0) + 1);
  }
  const missing = header.records - ranges.length;
  if (missing > 0) unread.set("the bytes end before them", missing);
  if (missing < 0) unread.set("the header counts fewer", -missing);
  return {
    records,
    coverage: unread.size === 0 ? header.coverage : [],
    omitted: [
      ...header.omitted,
      ...[...unread].map(([why, count]): Omission => ({ what: "lines of the answer", why, count })),
    ],
    unavailable: null,
    asked: header.asked,
  };
}

/** The byte ranges of the lines that are not empty. */
function lineRanges(bytes: Uint8Array): readonly ByteRange[] {
  const ranges: ByteRange[] = [];
  for (let from = 0; from < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, from);
    const to = newline < 0 ? bytes.length : newline;
    if (to > from) ranges.push([from, to]);
    from = to + 1;
  }
  return ranges;
}

function readHeader(bytes: Uint8Array, range: ByteRange): AnswerHeader | null {
  const json = readJson(bytes, range);
  const header = json.ok ? AnswerHeader.safeParse(json.value) : null;
  return header?.success ? header.data : null;
}

function readRecord(bytes: Uint8Array, range: ByteRange, kinds: readonly RecordKind[]): Read<RawRecord> {
  const json = readJson(bytes, range);
  if (!json.ok) return json;
  const record = RawRecord.safeParse(json.value);
  if (!record.success) return { ok: false, why: "not a record of the vocabulary" };
  if (!kinds.includes(record.data.kind)) return { ok: false, why: "a kind of record that answers another question" };
  if (record.data.kind === "series" && record.data.times.length !== record.data.values.length) {
    return { ok: false, why: "a series with more times than values, or fewer" };
  }
  return { ok: true, value: record.data };
}

function readJson(bytes: Uint8Array, [from, to]: ByteRange): Read<unknown> {
  const text = decoded(bytes.subarray(from, to));
  if (text === null) return { ok: false, why: "not UTF-8" };
  const json = parseJson(text, { maxDepth: MAX_DEPTH });
  return json.ok ? json : { ok: false, why: "not JSON that can be read" };
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
