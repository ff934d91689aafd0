/** Step 2. Who calls, and has this call been made before? */
import type { CallRequest } from "../core/ports/gate.js";
import { type Denied, type Desk, denied } from "./desk.js";
import { holdOf, type SeatHold } from "./seat-key.js";

export interface Authenticated {
  readonly kind: "authenticated";
  readonly binding: SeatHold["binding"];
  /** Of a sandboxed seat's host; a seat of this process has none. */
  readonly proof: string | null;
}

export function authenticate(desk: Desk, request: CallRequest): Authenticated | Denied {
  const { investigation, seats } = desk.parts;
  const { key, seat, n } = request;
  const hold = key === undefined ? null : holdOf(key);
  if (
    key === undefined ||
    hold === null ||
    key !== seats[seat] ||
    hold.seat !== seat ||
    hold.investigation !== investigation
  ) {
    return denied("authenticate", "unauthenticated", "the caller does not hold the seat's key");
  }
  if (!desk.history.claim(seat, n, request.again))
    return denied("authenticate", "replayed", "the call's number was used before");
  return { kind: "authenticated", binding: hold.binding, proof: null };
}
