import { z } from "zod";
import { OUTCOMES } from "../verdict.js";
import { BodyRef, Count, defineEvent, Name } from "./define.js";

/** The end: outcome by code, and what it rests on. The stream is sealed after it. */
export const InvestigationConcluded = defineEvent("investigation.concluded", {
  outcome: z.enum(OUTCOMES),
  /** Accepted claims, best first. */
  findings: z.array(Name),
  /** The best explanation that is not accepted, for `unproven`. */
  leading: Name.nullable(),
  because: z.enum(["decided", "no-claim-left", "budget", "time", "mind-failed", "killed"]),
  /** The `Query` that would settle it, or null. */
  settledBy: BodyRef.nullable(),
  calls: z.strictObject({ investigator: Count, verifier: Count }),
});
