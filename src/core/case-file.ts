/** An investigation, folded from its journal: what the engine, the report, the graph and the audit all read. */
import type { ChallengeResult } from "./challenge.js";
import type { Digest } from "./digest.js";
import type { EntryOf } from "./event.js";
import type { SeatName } from "./events/define.js";
import type { Evidence } from "./evidence.js";
import type { Hypothesis } from "./hypothesis.js";
import type { Incident } from "./incident.js";
import type { Query } from "./query.js";
import type { Outcome, Verdict } from "./verdict.js";
import type { CallView, Offer } from "./view.js";

export interface CallFile extends Omit<CallView, "outcome"> {
  readonly seat: SeatName;
  readonly move: number;
  readonly outcome: CallView["outcome"];
  readonly tool: string | null;
  readonly source: string | null;
  readonly capability: string | null;
  readonly cost: number;
  readonly ms: number;
  readonly again: boolean;
}

export interface ClaimFile {
  readonly id: string;
  readonly rank: number;
  readonly standing: number;
  readonly hypothesis: Hypothesis;
  readonly challenges: readonly ChallengeResult[];
  readonly verdict: Verdict | null;
}

export interface TurnFile {
  readonly seat: SeatName;
  readonly turn: number;
  readonly origin: "mind" | "floor";
  readonly now: number;
  readonly timeLeftMs: number;
  readonly moves: Digest;
  readonly count: number;
  readonly closed: boolean;
}

export interface CaseFile {
  readonly investigation: string;
  readonly opened: EntryOf<"investigation.opened">["data"];
  readonly openedAt: number;
  readonly lastAt: number;
  readonly size: number;
  readonly incident: Incident;
  readonly offers: readonly Offer[];
  readonly seats: readonly EntryOf<"seat.opened">["data"][];
  readonly turns: readonly TurnFile[];
  readonly calls: readonly CallFile[];
  /** All evidence by id, with the seat and call that brought it. */
  readonly evidence: ReadonlyMap<Digest, EvidenceFile>;
  /** Evidence ids of each seat in the order in which they entered its view. */
  readonly seen: Readonly<Record<SeatName, readonly Digest[]>>;
  readonly claims: readonly ClaimFile[];
  readonly refusals: readonly {
    readonly seat: SeatName;
    readonly turn: number;
    readonly code: string;
    readonly detail: string;
  }[];
  readonly remarks: readonly {
    readonly seat: SeatName;
    readonly turn: number;
    readonly about: string;
    readonly text: string;
  }[];
  readonly resumed: readonly EntryOf<"investigation.resumed">["data"][];
  readonly interrupted: "signal" | "killed" | "shutdown" | null;
  readonly conclusion: Conclusion | null;
}

export interface EvidenceFile {
  readonly evidence: Evidence;
  readonly seat: SeatName;
  readonly n: number;
  readonly size: number;
  readonly redactions: Readonly<Record<string, number>>;
}

export interface Conclusion {
  readonly outcome: Outcome;
  readonly findings: readonly string[];
  readonly leading: string | null;
  readonly because: string;
  readonly settledBy: Query | null;
  readonly at: number;
  readonly calls: { readonly investigator: number; readonly verifier: number };
}
