import { z } from "zod";
import type { Digest } from "../digest.js";

/** A kind of event: its type and its data's schema. Versions are new schemas beside the old, never edits of them. */
export function defineEvent<T extends string, S extends z.ZodRawShape>(type: T, data: S) {
  return z.strictObject({ type: z.literal(type), data: z.strictObject(data) });
}

/** Names a body that stands beside the entry: text from production, people or models is never in an entry itself. */
export const BodyRef = z.string().regex(/^[0-9a-f]{64}$/) satisfies z.ZodType<Digest>;
export const SeatName = z.enum(["investigator", "verifier"]);
export type SeatName = z.infer<typeof SeatName>;
/** Ids of ours and names from configuration: letters, digits and a few marks. */
export const Name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,199}$/);
export const Count = z.int().nonnegative();
