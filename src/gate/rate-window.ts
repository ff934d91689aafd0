import type { Clock } from "../core/ports/clock.js";

const MINUTE_MS = 60_000;

/** Counts takings of the last minute, and refuses the one that would be too many. */
export class RateWindow {
  readonly #clock: Clock;
  readonly #perMinute: number;
  readonly #latches: boolean;
  #takings: number[] = [];
  #tripped = false;

  /** @param latches once too many, it stays shut as long as it lives: a person has to look first. */
  constructor(clock: Clock, perMinute: number, latches: boolean) {
    this.#clock = clock;
    this.#perMinute = perMinute;
    this.#latches = latches;
  }

  get tripped(): boolean {
    return this.#tripped;
  }

  take(): boolean {
    if (this.#tripped) return false;
    const now = this.#clock.elapsed();
    this.#takings = this.#takings.filter((taken) => now - taken < MINUTE_MS);
    if (this.#takings.length >= this.#perMinute) {
      this.#tripped = this.#latches;
      return false;
    }
    this.#takings.push(now);
    return true;
  }
}
