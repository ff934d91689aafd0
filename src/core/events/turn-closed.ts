import { z } from "zod";
import { Count, defineEvent, SeatName } from "./define.js";

/** A turn's answers enter the view, in the order in which the moves were made. */
export const TurnClosed = defineEvent("turn.closed", {
  seat: SeatName,
  turn: Count,
  /** Calls whose answers enter with this turn; late ones of earlier turns first. */
  calls: z.array(Count),
  /** Calls that had not answered at the deadline. */
  pending: z.array(Count),
});
