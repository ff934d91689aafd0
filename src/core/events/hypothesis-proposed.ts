import { z } from "zod";
import { BodyRef, Count, defineEvent, Name, SeatName } from "./define.js";

/** A claim stands for judgement: each of its cites has been found in the bytes. */
export const HypothesisProposed = defineEvent("hypothesis.proposed", {
  seat: SeatName,
  turn: Count,
  hypothesis: Name,
  rank: Count,
  standing: z.number(),
  /** A `Hypothesis`. */
  body: BodyRef,
  remark: BodyRef.nullable(),
});
