/**
 * What a seat gets to see, folded from the case file.
 *
 * 1. The investigator sees its own evidence, its own claims and how they were decided.
 * 2. The verifier sees each claim with the evidence that it cites and its own evidence; nothing else of the
 *    investigator's: no other evidence, no rank, no standing, no remark, no claim that is not before it.
 */
import type { CaseFile, ClaimFile } from "../core/case-file.js";
import type { SeatName } from "../core/events/define.js";
import type { Evidence, EvidenceId } from "../core/evidence.js";
import type { Hypothesis } from "../core/hypothesis.js";
import type { Instant } from "../core/time.js";
import type { ClaimView, Offer, SeatView } from "../core/view.js";

export interface ViewOptions {
  readonly seat: SeatName;
  readonly now: Instant;
  readonly offers: readonly Offer[];
  readonly callsLeft: number;
  readonly timeLeftMs: number;
  /** For the verifier: the claim before it. */
  readonly claim: string | null;
}

export function seatView(file: CaseFile, options: ViewOptions): SeatView {
  const { seat, now, offers } = options;
  const claims = file.claims.filter((claim) => seat === "investigator" || claim.id === options.claim);
  const seen = new Set(file.seen[seat]);
  const cited = seat === "verifier" ? claims.flatMap((claim) => citedEvidence(claim.hypothesis)) : [];
  return {
    seat,
    investigation: file.investigation,
    turn: nextTurn(file, seat),
    now,
    incident: file.incident,
    offers,
    evidence: evidenceOf(file, [...new Set([...cited, ...seen])]),
    calls: file.calls.filter((call) => call.seat === seat),
    claims: claims.map((claim) => claimView(claim)),
    refusals: file.refusals.filter((refusal) => refusal.seat === seat),
    budget: { callsLeft: options.callsLeft, timeLeftMs: options.timeLeftMs },
  };
}

export function nextTurn(file: CaseFile, seat: SeatName): number {
  return file.turns.reduce((next, turn) => (turn.seat === seat ? Math.max(next, turn.turn + 1) : next), 0);
}

/** Ids of everything that a claim cites, in order of appearance. */
export function citedEvidence(hypothesis: Hypothesis): readonly EvidenceId[] {
  return [...new Set(hypothesis.parts.flatMap((part) => part.cites.map((cite) => cite.evidence)))];
}

export function evidenceOf(file: CaseFile, ids: readonly EvidenceId[]): readonly Evidence[] {
  return ids.flatMap((id) => file.evidence.get(id)?.evidence ?? []);
}

function claimView(claim: ClaimFile): ClaimView {
  return { id: claim.id, hypothesis: claim.hypothesis, verdict: claim.verdict, challenges: claim.challenges };
}
