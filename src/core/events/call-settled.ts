import { z } from "zod";
import { BodyRef, Count, defineEvent, Name, SeatName } from "./define.js";

/** How a performed call ended. */
export const CallSettled = defineEvent("call.settled", {
  seat: SeatName,
  turn: Count,
  n: Count,
  outcome: z.enum(["answered", "unavailable", "failed", "timed-out", "aborted", "quarantined"]),
  evidence: BodyRef.nullable(),
  /** Why, for what is not answered. */
  code: Name.nullable(),
  ms: Count,
  cost: Count,
});
