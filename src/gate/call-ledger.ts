/**
 * Calls spent and reserved by both seats. A reservation is one step that nothing can come between, so moves made in
 * parallel can't overspend. The verifier's share is its own from the start and never lent; what the investigator
 * leaves is the verifier's too.
 */
import type { SeatName } from "../core/events/define.js";

export interface CallBudget {
  /** Of both seats together. */
  readonly calls: number;
  /** Of `calls`: kept for the verifier. */
  readonly verifierCalls: number;
}

export class CallLedger {
  readonly #budget: CallBudget;
  /** Spent or reserved. */
  readonly #taken: Record<SeatName, number> = { investigator: 0, verifier: 0 };

  constructor(budget: CallBudget) {
    this.#budget = budget;
  }

  left(seat: SeatName): number {
    const { calls, verifierCalls } = this.#budget;
    const { investigator, verifier } = this.#taken;
    const others = seat === "verifier" ? investigator + verifier : investigator + Math.max(verifier, verifierCalls);
    return Math.max(0, calls - others);
  }

  reserve(seat: SeatName, calls: number): boolean {
    if (calls > this.left(seat)) return false;
    this.#taken[seat] += calls;
    return true;
  }

  /** Gives back what was reserved and is not spent. */
  release(seat: SeatName, calls: number): void {
    this.#taken[seat] -= calls;
  }

  /** Counts what the journal says was spent before this process began, whether or not it fits the budget. */
  carry(seat: SeatName, calls: number): void {
    this.#taken[seat] += calls;
  }
}
