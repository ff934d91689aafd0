import type { Instant } from "../time.js";

/** Time, through a port: real in production, virtual in tests and replays. */
export interface Clock {
  now(): Instant;
  /** Monotonic milliseconds, for durations. */
  elapsed(): number;
  /** Resolves after `ms`; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}
