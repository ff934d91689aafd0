import type { DENIAL_CODES } from "../events/call-denied.js";
import type { SeatName } from "../events/define.js";
import type { Evidence, EvidenceId } from "../evidence.js";
import type { Query } from "../query.js";

/**
 * What whoever sits in a seat holds, and shows with each call: made by the gate, compared by identity, so that it
 * can be neither built nor copied.
 */
export interface SeatKey {
  readonly seat: SeatName;
}

/** One call as the engine hands it to the gate. */
export interface CallRequest {
  readonly seat: SeatName;
  /** Without the seat's own key a call is denied as `unauthenticated`. */
  readonly key?: SeatKey | undefined;
  readonly turn: number;
  readonly n: number;
  /** Index of the move in its turn. */
  readonly move: number;
  /** Untrusted until `fit` has read it. */
  readonly query: Query;
  /** An intent without outcome was found on resume. */
  readonly again: boolean;
}

/** How a call ended, for the engine. Everything in it is in the journal by then. */
export type CallOutcome =
  | { readonly kind: "answered"; readonly n: number; readonly evidence: Evidence; readonly cost: number }
  | { readonly kind: "denied"; readonly n: number; readonly code: (typeof DENIAL_CODES)[number] }
  | {
      readonly kind: "not-answered";
      readonly n: number;
      readonly outcome: "unavailable" | "failed" | "timed-out" | "aborted" | "quarantined";
      readonly code: string | null;
      readonly evidence: EvidenceId | null;
      readonly cost: number;
    };

/**
 * The one way to production. `call` never rejects for anything that the outside did; it rejects with
 * InquestError only where nothing may go on: `LEASE_LOST`, `STORE_FULL`, `STORE_UNUSABLE`, `KILLED`, and `INTERRUPTED`
 * (or the signal's own InquestError) after the caller's signal has aborted. An interrupted call keeps its intent
 * without an outcome, so that a resume asks it again once.
 */
export interface Gate {
  call(request: CallRequest, signal: AbortSignal): Promise<CallOutcome>;
}
