/**
 * Numbers citations in the order of their first use, and shows for each the exact bytes it rests on.
 * The same place cited twice has one number.
 */
import type { CaseFile, EvidenceFile } from "../core/case-file.js";
import { type Citation, citationHolds } from "../core/citation.js";
import type { Digest } from "../core/digest.js";
import type { ReportCitation } from "./report-model.js";
import { questionWords } from "./words/question-words.js";
import type { TimeWords } from "./words/time-words.js";

/** Source bytes of evidence by id: null where they are missing or erased; no entry where nobody fetched them. */
export type SourceBytes = ReadonlyMap<Digest, Uint8Array | null>;

/** Bytes shown on either side of a quote. */
const AROUND = 160;

export class CitationTable {
  readonly #file: CaseFile;
  readonly #bytes: SourceBytes;
  readonly #times: TimeWords;
  readonly #numbers = new Map<string, number>();
  readonly #citations: ReportCitation[] = [];

  constructor(file: CaseFile, bytes: SourceBytes, times: TimeWords) {
    this.#file = file;
    this.#bytes = bytes;
    this.#times = times;
  }

  get citations(): readonly ReportCitation[] {
    return this.#citations;
  }

  /** The numbers of these citations, in their order, each once. */
  numbers(citations: readonly Citation[]): number[] {
    return [...new Set(citations.flatMap((citation) => this.#number(citation) ?? []))];
  }

  /** Cites a whole record of an answer: the number, or none where its bytes are not at hand to quote. */
  record(evidence: Digest, index: number): number[] {
    const range = this.#file.evidence.get(evidence)?.evidence.answer.records[index]?.at;
    const bytes = this.#bytes.get(evidence);
    if (range === undefined || !bytes) return [];
    return this.numbers([{ evidence, record: index, range, quote: utf8(bytes.subarray(range[0], range[1])) }]);
  }

  #number(citation: Citation): number | null {
    const key = `${citation.evidence} ${citation.range[0]} ${citation.range[1]}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const evidence = this.#file.evidence.get(citation.evidence);
    if (evidence === undefined) return null;
    const n = this.#citations.length + 1;
    this.#numbers.set(key, n);
    this.#citations.push(this.#shown(n, citation, evidence));
    return n;
  }

  #shown(n: number, citation: Citation, { evidence, seat }: EvidenceFile): ReportCitation {
    const bytes = this.#bytes.get(citation.evidence);
    return {
      n,
      ...citation,
      range: [citation.range[0], citation.range[1]],
      before: bytes ? textBefore(bytes, citation.range[0]) : "",
      after: bytes ? textAfter(bytes, citation.range[1]) : "",
      standing: standing(citation, bytes),
      source: evidence.source,
      tool: evidence.tool,
      question: questionWords(evidence.query, this.#times),
      asked: evidence.answer.asked,
      seat,
      dataClass: evidence.dataClass,
      provenance: evidence.provenance,
      recordedAt: evidence.recordedAt,
    };
  }
}

function standing(citation: Citation, bytes: Uint8Array | null | undefined): ReportCitation["standing"] {
  if (bytes === undefined) return "unchecked";
  if (bytes === null) return "missing";
  return citationHolds(citation, bytes) ? "resolves" : "altered";
}

/** A little of what stands before a byte, within its line, from the start of a character. */
function textBefore(bytes: Uint8Array, to: number): string {
  const from = Math.max(0, to - AROUND);
  const line = from + bytes.subarray(from, to).lastIndexOf(0x0a) + 1;
  return utf8(bytes.subarray(characterStart(bytes, line), to));
}

function textAfter(bytes: Uint8Array, from: number): string {
  const near = bytes.subarray(from, from + AROUND);
  const line = near.indexOf(0x0a);
  return utf8(bytes.subarray(from, line < 0 ? characterStart(bytes, from + near.length) : from + line));
}

/** The first byte at or after `index` that is no continuation byte of UTF-8. */
function characterStart(bytes: Uint8Array, index: number): number {
  let start = index;
  while (start < bytes.length && ((bytes[start] ?? 0) & 0xc0) === 0x80) start += 1;
  return start;
}

function utf8(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}

/** Every piece of evidence that a report may quote from: whoever builds one fetches these bodies first. */
export function quotableEvidence(file: CaseFile): readonly Digest[] {
  return [...file.evidence.keys()].sort();
}
