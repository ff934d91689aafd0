/**
 * How many calls each seat may still make. The verifier's share is its own from the start and is never lent;
 * what the investigator leaves passes on to it.
 */
import type { CaseFile } from "../core/case-file.js";
import type { SeatName } from "../core/events/define.js";

export const VERIFIER_SHARE = 0.3;
export const VERIFIER_LEAST = 3;

/** The verifier's calls out of a total: at least three, and 30 %. */
export function verifierCalls(total: number): number {
  return Math.min(total, Math.max(VERIFIER_LEAST, Math.ceil(total * VERIFIER_SHARE)));
}

export function spentCalls(file: CaseFile, seat: SeatName): number {
  return file.calls.reduce((sum, call) => (call.seat === seat ? sum + call.cost : sum), 0);
}

export function callsLeft(file: CaseFile, seat: SeatName): number {
  const { calls, verifierCalls: share } = file.opened.budget;
  const investigator = spentCalls(file, "investigator");
  const verifier = spentCalls(file, "verifier");
  if (seat === "verifier") return Math.max(0, calls - investigator - verifier);
  return Math.max(0, calls - investigator - Math.max(share, verifier));
}
