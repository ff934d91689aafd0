import { z } from "zod";
import { BodyRef, defineEvent, Name } from "./define.js";

/** Bytes of a body were deleted: by whom and why. Entries and tree stay. */
export const BodyErased = defineEvent("body.erased", {
  stream: Name,
  bodies: z.array(BodyRef).min(1),
  by: BodyRef,
  why: BodyRef,
});
