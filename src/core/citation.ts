import { z } from "zod";
import { EvidenceId } from "./evidence.js";
import type { DeepReadonly } from "./readonly.js";
import { ByteRange } from "./record.js";

/** What a mind cites: evidence and text, a record of it, or text within a record where it is not unique. */
export const Cite = z
  .strictObject({
    evidence: EvidenceId,
    /** Index into the answer's records. */
    record: z.int().nonnegative().optional(),
    /** Left out: the whole record. */
    quote: z.string().min(1).max(65_536).optional(),
  })
  .refine((cite) => cite.record !== undefined || cite.quote !== undefined, {
    error: "cite a record, a quote, or both",
  });
export type Cite = DeepReadonly<z.infer<typeof Cite>>;

/** A cite whose place code has found: evidence, record, byte range in the source, the quoted bytes. */
export const Citation = z.strictObject({
  evidence: EvidenceId,
  record: z.int().nonnegative().nullable(),
  range: ByteRange,
  quote: z.string(),
});
export type Citation = DeepReadonly<z.infer<typeof Citation>>;

export type Unresolved = "no such evidence" | "no such record" | "not in the source" | "not unique" | "bytes missing";
export type Resolution =
  | { readonly found: true; readonly citation: Citation }
  | { readonly found: false; readonly why: Unresolved };

/** The cite's place: the quote within the record that is named, else anywhere in the source; refused where it stands twice. */
export function resolveCite(cite: Cite, source: Uint8Array, recordRange: ByteRange | null): Resolution {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const [from, to] = recordRange ?? [0, source.length];
  if (cite.quote === undefined) return found(cite, [from, to], bytes.toString("utf8", from, to));
  const first = bytes.indexOf(cite.quote, from, "utf8");
  const length = Buffer.byteLength(cite.quote, "utf8");
  if (first < 0 || first + length > to) return { found: false, why: "not in the source" };
  const second = bytes.indexOf(cite.quote, first + 1, "utf8");
  if (second >= 0 && second + length <= to) return { found: false, why: "not unique" };
  return found(cite, [first, first + length], cite.quote);
}

function found(cite: Cite, range: ByteRange, quote: string): Resolution {
  return { found: true, citation: { evidence: cite.evidence, record: cite.record ?? null, range, quote } };
}

/** Whether the source still holds the quoted bytes at the cited range. */
export function citationHolds(citation: Citation, source: Uint8Array): boolean {
  const [from, to] = citation.range;
  return Buffer.from(source.subarray(from, to)).equals(Buffer.from(citation.quote, "utf8"));
}
