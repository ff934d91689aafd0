import type { Instant } from "../core/time.js";

export interface Interval {
  readonly from: Instant;
  readonly to: Instant | null;
}

/**
 * When something held, from instants at which it was seen to hold and not to hold: it begins with the first sight
 * after an absence and ends with the first absence after a sight. Of both at one instant the absence counts first.
 */
export function validity(held: readonly Instant[], absent: readonly Instant[]): readonly Interval[] {
  const turns = [...absent.map((at) => ({ at, holds: false })), ...held.map((at) => ({ at, holds: true }))].sort(
    (a, b) => a.at - b.at,
  );
  const intervals: Interval[] = [];
  let from: Instant | null = null;
  for (const { at, holds } of turns) {
    if (holds && from === null) from = at;
    if (!holds && from !== null && from < at) {
      intervals.push({ from, to: at });
      from = null;
    }
  }
  return from === null ? intervals : [...intervals, { from, to: null }];
}
