import { z } from "zod";
import { ChallengeKind } from "../challenge.js";
import { BodyRef, defineEvent, Name } from "./define.js";

/** One challenge against one claim has ended. */
export const ChallengeJudged = defineEvent("challenge.judged", {
  hypothesis: Name,
  kind: ChallengeKind,
  by: z.enum(["floor", "mind"]),
  outcome: z.enum(["broken", "survived", "undecided"]),
  required: z.boolean(),
  /** A `ChallengeResult`. */
  body: BodyRef,
});
