/** Which calls a stream knows: (seat, n) is unique for ever, after a restart too, because it is read from the journal. */
import type { Entry } from "../core/event.js";
import type { SeatName } from "../core/events/define.js";

interface PastCall {
  readonly seat: SeatName;
  /** Intents of it; two when it was asked again. */
  intents: number;
  ended: boolean;
  cost: number;
}

export class CallHistory {
  readonly #calls = new Map<string, PastCall>();

  fold(entry: Entry): void {
    if (entry.type === "call.intended") {
      const call = this.#call(entry.data.seat, entry.data.n);
      call.intents += 1;
      call.cost = entry.data.reserved.calls;
    } else if (entry.type === "call.denied") {
      // A denial for being a replay says nothing about the call whose number it used.
      if (entry.data.code !== "replayed") this.#call(entry.data.seat, entry.data.n).ended = true;
    } else if (entry.type === "call.settled") {
      const call = this.#call(entry.data.seat, entry.data.n);
      call.ended = true;
      call.cost = entry.data.cost;
    }
  }

  /** Takes the number for a call of now; false where it was used, or `again` has nothing to ask again. */
  claim(seat: SeatName, n: number, again: boolean): boolean {
    const past = this.#calls.get(`${seat} ${n}`);
    if (again) {
      if (past === undefined || past.ended || past.intents !== 1) return false;
      past.intents += 1;
      return true;
    }
    if (past !== undefined) return false;
    this.#call(seat, n).intents += 1;
    return true;
  }

  /** Calls that the seat has spent, those with an intent and no outcome at what was reserved for them. */
  spent(seat: SeatName): number {
    let sum = 0;
    for (const call of this.#calls.values()) if (call.seat === seat) sum += call.cost;
    return sum;
  }

  #call(seat: SeatName, n: number): PastCall {
    const key = `${seat} ${n}`;
    const known = this.#calls.get(key) ?? { seat, intents: 0, ended: false, cost: 0 };
    this.#calls.set(key, known);
    return known;
  }
}
