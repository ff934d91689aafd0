import { z } from "zod";
import { Instant } from "../time.js";
import { BodyRef, Count, defineEvent, SeatName } from "./define.js";

/** A turn's moves, before the gate performs any of them. */
export const MovesMade = defineEvent("moves.made", {
  seat: SeatName,
  turn: Count,
  /** Of the mind in the seat, or of the built-in floor that always runs in the verifier's. */
  origin: z.enum(["mind", "floor"]),
  /** The investigation's time when the view was made. */
  now: Instant,
  /** What was left of the time when the view was made, so that the same view can be made again. */
  timeLeftMs: Count,
  /** An array of `Move`. */
  moves: BodyRef,
  count: Count,
});
