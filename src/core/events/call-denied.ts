import { z } from "zod";
import { Count, defineEvent, Name, SeatName } from "./define.js";

export const DENIAL_CODES = [
  "too-large",
  "too-deep",
  "rate",
  "unauthenticated",
  "unknown-capability",
  "unknown-source",
  "bad-arguments",
  "secret-in-arguments",
  "budget",
  "out-of-scope",
  "policy",
  "policy-error",
  "killed",
  "epoch-moved",
  "replayed",
  "unregistered",
] as const;

export type DenialCode = (typeof DENIAL_CODES)[number];

/** The gate refused a call, and at which of its steps. */
export const CallDenied = defineEvent("call.denied", {
  seat: SeatName,
  turn: Count,
  n: Count,
  move: Count,
  step: z.enum(["admit", "authenticate", "fit", "authorize", "intend"]),
  code: z.enum(DENIAL_CODES),
  capability: Name.nullable(),
  policies: z.array(Name),
});
