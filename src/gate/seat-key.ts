/** Seats in this process are bound by capability: who holds the key made here is in the seat. No cryptographic claim. */
import type { SeatName } from "../core/events/define.js";
import type { SeatKey } from "../core/ports/gate.js";

export interface SeatHold {
  readonly investigation: string;
  readonly seat: SeatName;
  /** As `call.intended` records it; sandboxed seats will show a `proof` with each call. */
  readonly binding: "in-process";
}

/** Every key that was ever made here, and what it opens. An object that is not in it is no key, whatever it looks like. */
const KEYS = new WeakMap<SeatKey, SeatHold>();

export function openSeat(investigation: string, seat: SeatName): SeatKey {
  const key: SeatKey = Object.freeze({ seat });
  KEYS.set(key, Object.freeze({ investigation, seat, binding: "in-process" }));
  return key;
}

export function holdOf(key: SeatKey): SeatHold | null {
  return KEYS.get(key) ?? null;
}
