import { z } from "zod";
import { BodyRef, Count, defineEvent, Name } from "./define.js";

/** An investigation begins: what it is about, and the digests of everything that may decide its course. */
export const InvestigationOpened = defineEvent("investigation.opened", {
  /** An `Incident`. */
  incident: BodyRef,
  mode: z.enum(["recording", "live"]),
  engine: Name,
  /** SHA-256 of the salt, so that the salt can be checked while it exists and erased later. */
  saltCommitment: BodyRef,
  digests: z.strictObject({ policies: BodyRef, faults: BodyRef, prompts: BodyRef.nullable(), configuration: BodyRef }),
  /** An array of `Offer`: what could be asked, and of whom. */
  offers: BodyRef,
  integrations: z.array(z.strictObject({ instance: Name, version: Name, manifest: BodyRef })),
  budget: z.strictObject({
    calls: Count,
    /** Of `calls`: the verifier's from the start, never lent. */
    verifierCalls: Count,
    timeMs: Count,
    modelTokens: Count.nullable(),
    moneyMicros: Count.nullable(),
  }),
  /** Below it a verdict is unproven. */
  threshold: z.number().min(0).max(1),
  /** What the owner accepted by name that the machine cannot enforce. */
  accepted: z.array(Name),
  /** Controls of zero-trust.md that this build does not have yet. */
  controlsAbsent: z.array(Name),
});
