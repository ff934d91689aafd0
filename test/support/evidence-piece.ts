/** Evidence with the bytes it was read from, made by hand for tests. */
import type { Answer } from "../../src/core/answer.js";
import type { CallFile, EvidenceFile } from "../../src/core/case-file.js";
import { type Citation, resolveCite } from "../../src/core/citation.js";
import { bodyId, type Digest } from "../../src/core/digest.js";
import type { SeatName } from "../../src/core/events/define.js";
import type { Query } from "../../src/core/query.js";
import type { ByteRange, RawRecord, TelemetryRecord } from "../../src/core/record.js";
import { END, SALT, WHOLE } from "./example-times.js";

export interface Piece {
  readonly file: EvidenceFile;
  readonly bytes: Uint8Array;
  readonly call: CallFile;
}

export interface Asking {
  readonly n: number;
  readonly seat: SeatName;
  readonly query: Query;
  readonly records: readonly RawRecord[];
  readonly asked: string;
  readonly covers?: readonly string[];
  readonly omitted?: Answer["omitted"];
}

/** Evidence whose source bytes are one JSON line for each record. */
export function piece({ n, seat, query, records, asked, covers, omitted }: Asking): Piece {
  const lines = records.map((record) => `${JSON.stringify(record)}\n`);
  const bytes = new TextEncoder().encode(lines.join(""));
  const id = bodyId(SALT, bytes);
  let offset = 0;
  const placed = records.map((record, i): TelemetryRecord => {
    const length = Buffer.byteLength(lines[i] ?? "", "utf8");
    const at: ByteRange = [offset, offset + length - 1];
    offset += length;
    return { ...record, at };
  });
  const kinds = covers ?? [...new Set(records.map((record) => record.kind))];
  const answer: Answer = {
    records: placed,
    coverage: [{ kinds: [...kinds], entities: null, window: WHOLE }],
    omitted: omitted ?? [],
    unavailable: null,
    asked,
  };
  const file: EvidenceFile = {
    evidence: {
      id,
      source: "replay/shop",
      tool: `replay.${query.capability}`,
      parser: "replay-ndjson/1",
      query,
      window: WHOLE,
      dataClass: "internal",
      provenance: "observed",
      recordedAt: END + n * 10,
      answer,
    },
    seat,
    n,
    size: bytes.length,
    redactions: n === 3 ? { "secret.password": 2 } : {},
  };
  return { file, bytes, call: answeredCall(seat, n, query, id) };
}

function answeredCall(seat: SeatName, n: number, query: Query, evidence: Digest): CallFile {
  return {
    seat,
    n,
    turn: 1,
    move: n,
    tool: `replay.${query.capability}`,
    source: "replay/shop",
    capability: query.capability,
    query,
    outcome: "answered",
    code: null,
    evidence,
    cost: 1,
    ms: 12,
    again: false,
  };
}

/** A cite resolved in a piece's bytes: the whole record, or a quote within it. */
export function cite({ file, bytes }: Piece, record: number, quote?: string): Citation {
  const range = file.evidence.answer.records[record]?.at ?? null;
  const resolution = resolveCite(
    { evidence: file.evidence.id, record, ...(quote === undefined ? {} : { quote }) },
    bytes,
    range,
  );
  if (!resolution.found) throw new Error(`the example cites what is not there: ${resolution.why}`);
  return resolution.citation;
}
