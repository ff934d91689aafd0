import { z } from "zod";
import { Assertion } from "./assertion.js";
import { Citation } from "./citation.js";
import { EvidenceId } from "./evidence.js";
import { Query } from "./query.js";
import type { DeepReadonly } from "./readonly.js";

export const CHALLENGE_KINDS = [
  "citations",
  "re-observation",
  "timing",
  "reach",
  "specificity",
  "standing",
  "size",
  "upstream",
  "rivals",
  "prediction",
  "counterfactual",
  "coverage",
  "completeness",
  "laundering",
] as const;
export const ChallengeKind = z.enum(CHALLENGE_KINDS);
export type ChallengeKind = z.infer<typeof ChallengeKind>;

/** A challenge as a mind may add it: if the counter-assertion holds once the query is answered, the claim is broken. */
export const ProposedChallenge = z.strictObject({
  kind: ChallengeKind,
  hypothesis: z.string().max(64),
  counter: Assertion,
  query: Query.nullable(),
});
export type ProposedChallenge = DeepReadonly<z.infer<typeof ProposedChallenge>>;

/** How a challenge ended. `broken` ends the claim. */
export const ChallengeResult = z.strictObject({
  kind: ChallengeKind,
  by: z.enum(["floor", "mind"]),
  outcome: z.enum(["broken", "survived", "undecided"]),
  /** A required challenge that is undecided leaves the claim unproven. */
  required: z.boolean(),
  /** One sentence made by code. */
  why: z.string().max(1024),
  /** The counter-assertion that was tried, where one was. */
  counter: Assertion.nullable(),
  basis: z.array(Citation).max(32),
  /** Evidence that the verifier gathered itself for this challenge. */
  own: z.array(EvidenceId).max(64),
  /** The question that would settle it, where it is undecided. */
  settledBy: Query.nullable(),
});
export type ChallengeResult = DeepReadonly<z.infer<typeof ChallengeResult>>;
