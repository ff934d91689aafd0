/** Time that passes when told to, and a little with every look at it. */
import type { Clock } from "../../src/core/ports/clock.js";

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

export class VirtualClock implements Clock {
  #now: number;
  #sleepers: readonly Sleeper[] = [];

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  elapsed(): number {
    return this.#now;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const abort = (): void => reject(signal.reason);
      signal.addEventListener("abort", abort, { once: true });
      const wake = (): void => {
        signal.removeEventListener("abort", abort);
        resolve();
      };
      this.#sleepers = [...this.#sleepers, { until: this.#now + ms, wake }];
    });
  }

  advance(ms: number): void {
    this.#now += ms;
    const due = this.#sleepers.filter((sleeper) => sleeper.until <= this.#now);
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.until > this.#now);
    for (const sleeper of due) sleeper.wake();
  }
}
