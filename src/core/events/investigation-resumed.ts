import { z } from "zod";
import { BodyRef, Count, defineEvent, Name } from "./define.js";

/** Work goes on after an interruption, by the holder of a newer fence. */
export const InvestigationResumed = defineEvent("investigation.resumed", {
  engine: Name,
  digests: z.strictObject({ policies: BodyRef, faults: BodyRef, prompts: BodyRef.nullable(), configuration: BodyRef }),
  /** Calls with an intent and no outcome, which are asked again once. */
  askedAgain: z.array(z.strictObject({ seat: z.enum(["investigator", "verifier"]), n: Count })),
});
