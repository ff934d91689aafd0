/** Step 7. Secrets and personal data are taken out before anyone, parser and journal included, sees the bytes. */
import type { Digest } from "../core/digest.js";
import type { Desk } from "./desk.js";
import type { Brought, Ended } from "./perform.js";

export interface RedactedBytes {
  readonly kind: "redacted";
  readonly bytes: Uint8Array;
  /** `bodyId` of the redacted bytes: the evidence's id. */
  readonly id: Digest;
  readonly counts: Readonly<Record<string, number>>;
  readonly ms: number;
}

/** What can't be redacted is dropped, and the call has failed. */
export async function redact(desk: Desk, brought: Brought, cost: number): Promise<RedactedBytes | Ended> {
  const { ms } = brought;
  const work = await desk.parts.workshop.redact(brought.bytes, desk.pseudonyms, desk.parts.salt);
  if (work === null) return { kind: "ended", outcome: "failed", code: "redaction-failed", ms, cost, stop: null };
  return { kind: "redacted", ...work, ms };
}
