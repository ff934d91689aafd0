import { z } from "zod";
import { BodyRef, Count, defineEvent, Name, SeatName } from "./define.js";

/** The gate is about to act: permitted, reserved, and not yet performed. */
export const CallIntended = defineEvent("call.intended", {
  seat: SeatName,
  turn: Count,
  /** Unique in the seat for ever: a replayed call is refused. */
  n: Count,
  /** Index of the move in its turn. */
  move: Count,
  tool: Name,
  capability: Name,
  source: Name,
  /** The `Query` asked. */
  query: BodyRef,
  /** SHA-256 over tool and canonical query, unsalted by text: the same call has the same signature. */
  callSignature: BodyRef,
  policySet: BodyRef,
  /** Ids of the policies that permitted it. */
  policies: z.array(Name),
  /** The control epoch at the decision. */
  epoch: Count,
  reserved: z.strictObject({ calls: Count, timeMs: Count }),
  /** Asked again after an intent without outcome. */
  again: z.boolean(),
  binding: z.enum(["in-process", "sandboxed", "unsandboxed"]),
  /** Signature of the seat's host over investigation, seat, n, tool, digest of the arguments, head seen. */
  proof: z.string().max(512).nullable(),
});
