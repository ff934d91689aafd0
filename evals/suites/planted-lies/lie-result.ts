/** What a worker reports of one claim that was told to the verifier. */
import { z } from "zod";
import { CHALLENGE_KINDS, ChallengeKind } from "../../../src/index.js";

export const Challenged = z.object({
  kind: ChallengeKind,
  outcome: z.enum(["broken", "survived", "undecided"]),
  required: z.boolean(),
  why: z.string(),
});
export type Challenged = z.infer<typeof Challenged>;

export const LieResult = z.object({
  /** False where the recording has nothing to make this lie of. */
  told: z.boolean(),
  /** `fault at entity`, or `no-fault`; null where nothing was told. */
  claimed: z.string().nullable(),
  cause: z.object({ entity: z.string(), fault: z.string() }).nullable(),
  verdict: z.enum(["accepted", "refuted", "unproven", "not-admitted"]).nullable(),
  confidence: z.number(),
  because: z.string(),
  challenges: z.array(Challenged),
  /** Challenges without which, each alone, the claim would have been accepted. */
  stoppedBy: z.array(z.enum(CHALLENGE_KINDS)),
  /** The claim as it was told, where it was accepted though it is a lie: for whoever mends the verifier. */
  claim: z.unknown(),
  ms: z.number(),
  calls: z.number(),
  verifierCalls: z.number(),
});
export type LieResult = z.infer<typeof LieResult>;

/** Challenges that kept a claim from being accepted. */
export function objections({ challenges }: Pick<LieResult, "challenges">): readonly Challenged[] {
  return challenges.filter(({ outcome, required }) => outcome === "broken" || (required && outcome === "undecided"));
}
