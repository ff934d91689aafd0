import { z } from "zod";
import { BodyRef, Count, defineEvent, SeatName } from "./define.js";

/** Something a mind said, or why its move was not taken. It decides nothing. */
export const RemarkMade = defineEvent("remark.made", {
  seat: SeatName,
  turn: Count,
  about: z.enum(["remark", "mind-failed", "move-refused", "conclusion"]),
  body: BodyRef,
});
