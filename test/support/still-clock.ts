import type { Clock } from "../../src/core/ports/clock.js";
import type { Instant } from "../../src/core/time.js";

/** A clock that stands still until it is told to move. */
export class StillClock implements Clock {
  #now: Instant;

  constructor(now: Instant = 1_700_000_000_000) {
    this.#now = now;
  }

  now(): Instant {
    return this.#now;
  }

  elapsed(): number {
    return this.#now;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.advance(ms);
    return Promise.resolve();
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}
