/** What `planted-lies` tells: shares with intervals, by kind, by verifier, by recording, and what each challenge is good for. */
import type { Interval } from "../../scoring/interval.js";

export interface Tally {
  readonly told: number;
  readonly accepted: number;
  readonly share: number | null;
  readonly ci: Interval;
}

export interface LieScorecard {
  readonly suite: "planted-lies";
  readonly mind: "scripted";
  readonly seed: number;
  readonly cases: number;
  readonly failed: number;
  /** Kinds of which a recording gave fewer lies than were asked for. */
  readonly notTold: number;
  readonly lies: Tally;
  readonly trueClaims: Tally;
  readonly byKind: Readonly<Record<string, Tally>>;
  readonly byVerifier: Readonly<Record<string, { readonly lies: Tally; readonly trueClaims: Tally }>>;
  readonly byRecording: Readonly<Record<string, { readonly lies: Tally; readonly trueClaims: Tally }>>;
  /** For each challenge: lies that it objected to, that only it objected to, and that are accepted without it. */
  readonly challenges: Readonly<
    Record<
      string,
      { readonly objected: number; readonly aloneObjected: number; readonly aloneStops: readonly string[] }
    >
  >;
  /** Lies that are told by true causes which the recording's truth does not name are counted here and nowhere else. */
  readonly notLies: readonly string[];
  readonly passed: readonly {
    readonly case: string;
    readonly claimed: string | null;
    readonly confidence: number;
    readonly because: string;
    readonly claim: unknown;
  }[];
  readonly lost: readonly { readonly case: string; readonly verdict: string | null; readonly because: string }[];
}
