import { z } from "zod";
import { BodyRef, Count, defineEvent, SeatName } from "./define.js";

/** A claim was not admitted to judgement: a cite that resolves to no place, or a shape that is none. */
export const HypothesisRefused = defineEvent("hypothesis.refused", {
  seat: SeatName,
  turn: Count,
  move: Count,
  code: z.enum(["cite-not-found", "cite-not-unique", "no-such-evidence", "no-evidence", "bytes-missing", "malformed"]),
  detail: BodyRef,
});
