import type { Cite } from "../../core/citation.js";
import type { Observation, Onset } from "../../core/observation.js";
import type { Instant, Window } from "../../core/time.js";
import type { Facts } from "../assertions/facts.js";
import type { RecordRef } from "../assertions/record-index.js";

/** Where a detector looks, and what it compares with. */
export interface Context {
  readonly window: Window;
  /** Declared healthy, and before the window; `null` where there is none. */
  readonly reference: Window | null;
  /** When the symptom began, where that is known: changes are weighed by their nearness to it. */
  readonly since?: Instant | null;
  /** The investigation's present. */
  readonly now: Instant;
}

/** Telemetry that a detector would not judge, and why: never guessed, always told. */
export interface Dropped {
  readonly why: string;
  readonly count: number;
}

export interface Detection {
  readonly observations: readonly Observation[];
  readonly dropped: readonly Dropped[];
}

/** Pure, deterministic, and at most a little more than linear in the records that it looks at. */
export interface Detector {
  readonly name: string;
  detect(facts: Facts, context: Context): Detection;
}

/** The whole record as it stands in its source: what every observation cites. */
export function citeOf({ evidence, record }: RecordRef): Cite {
  return { evidence, record };
}

/** Something that began at `latest`, after `earliest`, when it was last seen not to be so. */
export function onsetBetween(earliest: Instant, latest: Instant): Onset {
  return { at: latest, earliest: Math.min(earliest, latest), latest };
}

/** What tells its own time. */
export function onsetAt(at: Instant): Onset {
  return { at, earliest: at, latest: at };
}

/** Counts reasons, so that a thousand dropped samples are one line. */
export class DropCount {
  readonly #counts = new Map<string, number>();

  add(why: string, count = 1): void {
    if (count > 0) this.#counts.set(why, (this.#counts.get(why) ?? 0) + count);
  }

  list(): readonly Dropped[] {
    return [...this.#counts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([why, count]) => ({ why, count }));
  }
}
