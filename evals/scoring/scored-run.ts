/** One case of a suite, run once and held against the truth. */
export interface ScoredRun {
  readonly case: string;
  readonly trial: number;
  /** The system that the case is from, and the family of its true fault (`no-fault` where nothing is wrong). */
  readonly system: string;
  readonly family: string;
  readonly verdict: "accepted" | "unproven" | "no-fault";
  /** Stated probability that the answer is right; null where no answer was given. */
  readonly confidence: number | null;
  /** Entity and fault are right at rank 1, among the first three, among the first five (where the set asks for five). */
  readonly a1: boolean;
  readonly a3: boolean;
  readonly a5: boolean | null;
  /** At rank 1: the entity alone, the fault alone. */
  readonly object: boolean;
  readonly fault: boolean;
  readonly calls: number;
  readonly ms: number;
  readonly peakMb: number;
  /** Verdicts that only the verifier's own calls brought about. */
  readonly changed: number;
  /** Why the case came to no result, where it did not. */
  readonly failed: string | null;
}

/** An answer for which Inquest stands: accepted, or *nothing is wrong*. */
export function isSure({ verdict }: Pick<ScoredRun, "verdict">): boolean {
  return verdict !== "unproven";
}
