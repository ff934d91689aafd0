import type { Clock } from "../core/ports/clock.js";

export interface BreakerLimits {
  /** Failures in a row that open it. */
  readonly failures: number;
  /** It stays open so long; then one call may try. */
  readonly openMs: number;
}

export const BREAKER_LIMITS: BreakerLimits = { failures: 5, openMs: 30_000 };

/** Spares a source that fails: after some failures in a row nothing is asked of it for a while, then one call tries. */
export class CircuitBreaker {
  readonly #clock: Clock;
  readonly #limits: BreakerLimits;
  #failures = 0;
  #openedAt: number | null = null;
  #trying = false;

  constructor(clock: Clock, limits: BreakerLimits = BREAKER_LIMITS) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Whether a call may be made now. Who is let in says how it ended, by one of the other two. */
  admits(): boolean {
    if (this.#openedAt === null) return true;
    if (this.#trying || this.#clock.elapsed() - this.#openedAt < this.#limits.openMs) return false;
    this.#trying = true;
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#openedAt = null;
    this.#trying = false;
  }

  failed(): void {
    this.#failures += 1;
    this.#trying = false;
    if (this.#failures >= this.#limits.failures) this.#openedAt = this.#clock.elapsed();
  }

  /** The call ended for a reason that says nothing of the source. */
  abandoned(): void {
    this.#trying = false;
  }
}
