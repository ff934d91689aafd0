import type { Assertion } from "../core/assertion.js";
import type { ChallengeKind, ChallengeResult } from "../core/challenge.js";
import type { EvidenceId } from "../core/evidence.js";
import type { Hypothesis } from "../core/hypothesis.js";
import type { Query } from "../core/query.js";
import type { RecordRef } from "../diagnosis/assertions/record-index.js";
import { citationsOf, type Ground } from "./ground.js";

export interface FloorQuestion {
  readonly query: Query;
  readonly why: string;
}

/** One way to break a claim. Pure: the same ground gives the same questions and the same judgement. */
export interface FloorChallenge {
  readonly kind: ChallengeKind;
  appliesTo(claim: Hypothesis): boolean;
  /** A required challenge that ends undecided leaves the claim unproven. */
  required(claim: Hypothesis): boolean;
  /** What it needs to know and nobody has told yet; asked in the verifier's own seat. */
  questions(ground: Ground): readonly FloorQuestion[];
  judge(ground: Ground): Judgement;
}

export interface Judgement {
  readonly outcome: ChallengeResult["outcome"];
  readonly why: string;
  readonly counter?: Assertion;
  readonly basis?: readonly RecordRef[];
  readonly own?: readonly EvidenceId[];
  readonly settledBy?: Query | undefined;
}

export function resultOf(challenge: FloorChallenge, ground: Ground, judgement: Judgement): ChallengeResult {
  const own = new Set(ground.own.evidence.map((evidence) => evidence.id));
  const basis = judgement.basis ?? [];
  return {
    kind: challenge.kind,
    by: "floor",
    outcome: judgement.outcome,
    required: challenge.required(ground.claim),
    why: judgement.why.slice(0, 1024),
    counter: judgement.counter ?? null,
    basis: citationsOf(ground, basis),
    own: [...new Set(judgement.own ?? basis.map((ref) => ref.evidence).filter((id) => own.has(id)))],
    settledBy: judgement.outcome === "undecided" ? (judgement.settledBy ?? null) : null,
  };
}

export function broken(why: string, rest: Omit<Judgement, "outcome" | "why"> = {}): Judgement {
  return { outcome: "broken", why, ...rest };
}

export function survived(why: string, rest: Omit<Judgement, "outcome" | "why"> = {}): Judgement {
  return { outcome: "survived", why, ...rest };
}

export function undecided(why: string, rest: Omit<Judgement, "outcome" | "why"> = {}): Judgement {
  return { outcome: "undecided", why, ...rest };
}
