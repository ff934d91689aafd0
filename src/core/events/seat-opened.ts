import { z } from "zod";
import { BodyRef, Count, defineEvent, Name, SeatName } from "./define.js";

/** A seat is taken: by which mind, bound how, with which budget. */
export const SeatOpened = defineEvent("seat.opened", {
  seat: SeatName,
  mind: Name,
  mindDigest: BodyRef,
  /** `in-process`: our own code, bound by capability; no cryptographic claim is made. */
  binding: z.enum(["in-process", "sandboxed", "unsandboxed"]),
  /** Ed25519, SPKI in base64; null for seats bound in process. */
  publicKey: z.string().max(256).nullable(),
  calls: Count,
});
