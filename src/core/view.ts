import { z } from "zod";
import { CapabilityName } from "./capability.js";
import type { ChallengeResult } from "./challenge.js";
import { CostRule } from "./cost.js";
import { EntityRef } from "./entity.js";
import type { SeatName } from "./events/define.js";
import type { Evidence } from "./evidence.js";
import type { Hypothesis } from "./hypothesis.js";
import type { Incident } from "./incident.js";
import type { Query } from "./query.js";
import type { DeepReadonly } from "./readonly.js";
import { type Instant, Window } from "./time.js";
import type { Verdict } from "./verdict.js";

/** A question that can be asked here, and of whom. */
export const Offer = z.strictObject({
  capability: CapabilityName,
  source: z.string().max(128),
  cost: z.int().nonnegative(),
  /** Questions that cost something else (see `costOf`). */
  costs: z.array(CostRule).optional(),
  reach: z.strictObject({ window: Window.nullable(), entities: z.array(EntityRef).nullable() }),
});
export type Offer = DeepReadonly<z.infer<typeof Offer>>;

/** A call as the seat sees it: answered ones have their evidence in `SeatView.evidence`. */
export interface CallView {
  readonly n: number;
  readonly turn: number;
  /** Null for a call that was refused before it was read. */
  readonly query: Query | null;
  readonly outcome:
    | "answered"
    | "denied"
    | "unavailable"
    | "failed"
    | "timed-out"
    | "aborted"
    | "quarantined"
    | "pending";
  readonly code: string | null;
  readonly evidence: string | null;
}

export interface ClaimView {
  readonly id: string;
  readonly hypothesis: Hypothesis;
  /** How it was decided; null while it is open. The investigator sees this, so that it can go on. */
  readonly verdict: Verdict | null;
  readonly challenges: readonly ChallengeResult[];
}

/**
 * All that a mind gets to know: a fold of the journal. The verifier's holds the claims with what they cite and
 * its own evidence; no prose, rivals, order or confidence of the investigator's, nor its other evidence.
 */
export interface SeatView {
  readonly seat: SeatName;
  readonly investigation: string;
  readonly turn: number;
  /** The investigation's time: the end of a recording, the present of a live one. */
  readonly now: Instant;
  readonly incident: Incident;
  readonly offers: readonly Offer[];
  readonly evidence: readonly Evidence[];
  readonly calls: readonly CallView[];
  readonly claims: readonly ClaimView[];
  readonly refusals: readonly { readonly turn: number; readonly code: string; readonly detail: string }[];
  readonly budget: { readonly callsLeft: number; readonly timeLeftMs: number };
}
