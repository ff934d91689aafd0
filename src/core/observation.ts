import type { Cite } from "./citation.js";
import type { EntityRef } from "./entity.js";
import type { Direction, Signal } from "./signal.js";
import type { Instant } from "./time.js";

/** When something began, with the bounds between which it must lie. */
export interface Onset {
  readonly at: Instant;
  readonly earliest: Instant;
  readonly latest: Instant;
}

/** What a detector saw in the answers. It proposes; it proves nothing. */
export interface Observation {
  readonly detector: string;
  readonly entity: EntityRef;
  readonly signal: Signal;
  readonly direction: Direction;
  /** How large, in units of the entity's own healthy spread (robust z), or 1 for a plain fact. */
  readonly size: number;
  readonly onset: Onset | null;
  /** What exactly: a metric's name, a template, a field's path, a reason. */
  readonly subject: string;
  /** The other end, for observations about an edge or a blocker. */
  readonly other: EntityRef | null;
  readonly cite: Cite;
}
