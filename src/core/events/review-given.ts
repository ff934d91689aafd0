import { z } from "zod";
import { BodyRef, defineEvent, Name } from "./define.js";

/** A person's judgement of a claim: the only way in which a finding becomes knowledge. */
export const ReviewGiven = defineEvent("review.given", {
  investigation: Name,
  hypothesis: Name.nullable(),
  judgement: z.enum(["accept", "reject", "correct"]),
  by: BodyRef,
  comment: BodyRef.nullable(),
  /** `{entity, fault}` as the person corrects it. */
  correction: BodyRef.nullable(),
});
