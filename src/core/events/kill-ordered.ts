import { z } from "zod";
import { BodyRef, Count, defineEvent, Name } from "./define.js";

/** A person orders a stop: no intent of the scope follows it. */
export const KillOrdered = defineEvent("kill.ordered", {
  scope: z.enum(["all", "investigation", "seat", "integration"]),
  target: Name.nullable(),
  epoch: Count,
  by: BodyRef,
  why: BodyRef,
});
