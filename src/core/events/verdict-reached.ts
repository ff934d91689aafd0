import { z } from "zod";
import { VERDICTS } from "../verdict.js";
import { BodyRef, defineEvent, Name } from "./define.js";

/** Code has decided a claim. */
export const VerdictReached = defineEvent("verdict.reached", {
  hypothesis: Name,
  verdict: z.enum(VERDICTS),
  confidence: z.number().min(0).max(1),
  /** A `Verdict`. */
  body: BodyRef,
});
