import type { CaseFile, ClaimFile } from "../core/case-file.js";

const STANDING = { accepted: 0, open: 1, unproven: 2 } as const;

/**
 * The claim that answers the investigation: the first finding, or the one that the conclusion calls leading.
 * Before the end: the best so far, accepted before open before unproven, then by the mind's own rank. Never a refuted one.
 */
export function leadingClaim(file: CaseFile): ClaimFile | null {
  const { conclusion } = file;
  if (conclusion !== null) {
    const id = conclusion.findings[0] ?? conclusion.leading;
    return file.claims.find((claim) => claim.id === id) ?? null;
  }
  const candidates = file.claims.filter((claim) => claim.verdict?.verdict !== "refuted");
  return candidates.sort((a, b) => weight(a) - weight(b) || a.rank - b.rank)[0] ?? null;
}

function weight(claim: ClaimFile): number {
  const verdict = claim.verdict?.verdict ?? "open";
  return verdict === "refuted" ? 3 : STANDING[verdict];
}
