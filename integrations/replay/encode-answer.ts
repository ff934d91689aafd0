import type { Coverage, Omission } from "../../src/core/answer.js";
import type { RawRecord } from "../../src/core/record.js";
import type { Instant } from "../../src/core/time.js";
import type { AnswerHeader } from "./answer-header.js";
import { instantText } from "./question-text.js";
import type { Rest } from "./rest.js";
import type { Draft } from "./stream-question.js";

/** Records that an answer holds where the question sets no limit of its own. */
export const DEFAULT_LIMIT = 2_000;
/** Bytes of records that an answer holds at most. */
export const MAX_RECORD_BYTES = 1_048_576;

/** Records between two rests. */
const BATCH = 50;

const encoder = new TextEncoder();
const NEWLINE = 0x0a;

/** NDJSON: the header, then one record a line; cut to size, and saying what that left out. */
export async function encodeAnswer(draft: Draft, rest: Rest): Promise<Uint8Array> {
  const { lines, cut } = await (draft.keep === "newest" ? newest(draft, rest) : first(draft, rest));
  const header: AnswerHeader = {
    coverage: coverageAfter(draft, cut),
    omitted: [...draft.omitted, ...cutOmission(draft, cut)].map(clipped),
    asked: draft.asked.slice(0, 4096),
    ...(draft.unavailable !== null && { unavailable: draft.unavailable.slice(0, 512) }),
    records: lines.length,
  };
  return joined([encoder.encode(JSON.stringify(header)), ...lines]);
}

/** How many records stand outside, and the time of the newest of them where they are the older ones. */
interface Cut {
  readonly count: number;
  readonly newest: Instant | null;
}

interface Packed {
  readonly lines: readonly Uint8Array[];
  readonly cut: Cut;
}

async function first({ records, limit = DEFAULT_LIMIT }: Draft, rest: Rest): Promise<Packed> {
  const lines = await packed(records, limit, rest);
  return { lines, cut: { count: records.length - lines.length, newest: null } };
}

async function newest({ records, limit = DEFAULT_LIMIT }: Draft, rest: Rest): Promise<Packed> {
  const lines = (await packed(records.toReversed(), limit, rest)).reverse();
  const count = records.length - lines.length;
  const last = records[count - 1];
  return { lines, cut: { count, newest: last === undefined ? null : recordTime(last) } };
}

async function packed(records: readonly RawRecord[], limit: number, rest: Rest): Promise<Uint8Array[]> {
  const lines: Uint8Array[] = [];
  let size = 0;
  for (const record of records.slice(0, limit)) {
    const line = encoder.encode(JSON.stringify(record));
    size += line.length + 1;
    if (size > MAX_RECORD_BYTES) break;
    lines.push(line);
    if (lines.length % BATCH === 0) await rest();
  }
  return lines;
}

/** A cut answer proves absence only after the newest record that it left out, or nowhere. */
function coverageAfter({ coverage, keep }: Draft, cut: Cut): readonly Coverage[] {
  if (cut.count === 0) return coverage;
  const { newest } = cut;
  if (keep === "first" || newest === null) return [];
  return coverage.flatMap((part) => {
    if (part.window === null) return [];
    const from = Math.max(part.window.from, newest + 1);
    return from < part.window.to ? [{ ...part, window: { from, to: part.window.to } }] : [];
  });
}

function cutOmission({ records, keep }: Draft, { count, newest }: Cut): readonly Omission[] {
  if (count === 0) return [];
  const what = keep === "first" || newest === null ? "further records" : `records up to ${instantText(newest)}`;
  return [{ what, why: `the answer was cut to ${records.length - count} of ${records.length} records`, count }];
}

function clipped({ what, why, count }: Omission): Omission {
  return { what: what.slice(0, 512), why: why.slice(0, 512), count };
}

/** When a record was, or began. */
function recordTime(record: RawRecord): Instant | null {
  switch (record.kind) {
    case "line":
    case "event":
    case "change":
    case "state":
      return record.time;
    case "span":
      return record.start;
    default:
      return null;
  }
}

function joined(lines: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(lines.reduce((size, line) => size + line.length + 1, 0));
  let at = 0;
  for (const line of lines) {
    bytes.set(line, at);
    at += line.length;
    bytes[at] = NEWLINE;
    at += 1;
  }
  return bytes;
}
