import type { Move } from "../move.js";
import type { SeatView } from "../view.js";

/**
 * Who thinks in a seat. A function of its view: it may cache, never remember.
 * It may throw (the engine then ends that mind's turns and says so); it must return soon after `signal` aborts.
 * No moves at all mean that it has nothing more to say in this phase.
 */
export interface Mind {
  readonly id: string;
  /** Digest over what decides its moves besides the view: code version, families, prompts. */
  readonly digest: string;
  next(view: SeatView, signal: AbortSignal): Promise<readonly Move[]>;
}
