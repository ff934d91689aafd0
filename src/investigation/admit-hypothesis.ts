/** From what a mind proposes to what may be judged: every cite is found in the bytes, or the claim is refused. */
import type { CaseFile } from "../core/case-file.js";
import { type Citation, type Cite, resolveCite, type Unresolved } from "../core/citation.js";
import type { SeatName } from "../core/events/define.js";
import type { EvidenceId } from "../core/evidence.js";
import type { Hypothesis, ProposedHypothesis } from "../core/hypothesis.js";

export type Admission =
  | { readonly kind: "admitted"; readonly hypothesis: Hypothesis }
  | { readonly kind: "refused"; readonly code: RefusalCode; readonly detail: string };

export type RefusalCode =
  | "cite-not-found"
  | "cite-not-unique"
  | "no-such-evidence"
  | "no-evidence"
  | "bytes-missing"
  | "malformed";

const CODES: Readonly<Record<Unresolved, RefusalCode>> = {
  "no such evidence": "no-such-evidence",
  "no such record": "cite-not-found",
  "not in the source": "cite-not-found",
  "not unique": "cite-not-unique",
  "bytes missing": "bytes-missing",
};

/** A seat may cite only what it has seen: evidence that is still pending, or another seat's, is no such evidence. */
export async function admitHypothesis(
  proposed: ProposedHypothesis,
  file: CaseFile,
  seat: SeatName,
  bytesOf: (id: EvidenceId) => Promise<Uint8Array | null>,
): Promise<Admission> {
  const parts: Hypothesis["parts"][number][] = [];
  for (const [index, part] of proposed.parts.entries()) {
    const cites: Citation[] = [];
    for (const cite of part.cites) {
      const resolution = await resolve(cite, file, seat, bytesOf);
      if (typeof resolution === "string") {
        const quoted = cite.quote === undefined ? `record ${cite.record}` : `\`${cite.quote.slice(0, 120)}\``;
        return { kind: "refused", code: CODES[resolution], detail: `part ${index}: ${quoted}: ${resolution}` };
      }
      cites.push(resolution);
    }
    parts.push({ ...part, cites });
  }
  if (parts.every((part) => part.cites.length === 0)) {
    return { kind: "refused", code: "no-evidence", detail: "a claim must cite evidence; the alert alone is none" };
  }
  // Only the cites have changed their form: the rest was read by the schema of moves.
  return { kind: "admitted", hypothesis: { ...proposed, parts } };
}

async function resolve(
  cite: Cite,
  file: CaseFile,
  seat: SeatName,
  bytesOf: (id: EvidenceId) => Promise<Uint8Array | null>,
): Promise<Citation | Unresolved> {
  const known = file.seen[seat].includes(cite.evidence) ? file.evidence.get(cite.evidence) : undefined;
  if (known === undefined) return "no such evidence";
  const record = cite.record === undefined ? undefined : known.evidence.answer.records[cite.record];
  if (cite.record !== undefined && record === undefined) return "no such record";
  const bytes = await bytesOf(cite.evidence);
  if (bytes === null) return "bytes missing";
  const resolution = resolveCite(cite, bytes, record?.at ?? null);
  return resolution.found ? resolution.citation : resolution.why;
}
