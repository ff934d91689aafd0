import { z } from "zod";
import { BodyRef, Count, defineEvent, Name } from "./define.js";

/** A person lifts a stop. What was interrupted by it stays interrupted until it is resumed. */
export const KillLifted = defineEvent("kill.lifted", {
  scope: z.enum(["all", "investigation", "seat", "integration"]),
  target: Name.nullable(),
  epoch: Count,
  by: BodyRef,
});
