import { z } from "zod";
import { BodyRef, Count, defineEvent, Name } from "./define.js";

/** A policy set serves from now on. */
export const PolicyActivated = defineEvent("policy.activated", {
  slot: z.enum(["a", "b"]),
  policySet: BodyRef,
  schema: BodyRef,
  policies: z.array(Name),
  epoch: Count,
});
