import { createHash } from "node:crypto";
import { z } from "zod";

/** SHA-256 in lower-case hex. */
export const Digest = z.string().regex(/^[0-9a-f]{64}$/);
export type Digest = z.infer<typeof Digest>;

/** SHA-256 over the parts in order. Hashing is a pure function: the one thing core takes from the runtime (ADR 0002). */
export function sha256(...parts: readonly (string | Uint8Array)[]): Digest {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

/**
 * The id of a body: SHA-256(salt of the investigation ‖ bytes). Salted, so that a digest that stays in the
 * journal after an erasure does not confirm a guess of the text.
 */
export function bodyId(salt: Uint8Array, bytes: Uint8Array): Digest {
  return sha256(salt, bytes);
}
