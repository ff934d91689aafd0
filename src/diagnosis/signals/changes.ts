import type { Instant } from "../../core/time.js";
import type { Item } from "../assertions/record-index.js";
import { citeOf, type Detector, onsetAt } from "./detector.js";

/** How long a change is near: one made that much earlier counts for half. */
const HALF_LIFE_MS = 10 * 60_000;
/** Older ones are history. */
const FARTHEST_MS = 24 * 3_600_000;

/** Clocks differ, and a symptom is seen late: what was changed this much after it may still be before it. */
const TOLERANCE_MS = 30_000;

/**
 * What was changed before and during the window. Its size is its nearness in time to the symptom (to the window's
 * beginning, where that is not known), shared among all that is as near: where much was changed, a change that
 * happens to be near says little. What was changed after the symptom began is far.
 */
export const changes: Detector = {
  name: "changes",
  detect(facts, { window, since }) {
    const symptom = since ?? null;
    const near = facts
      .all("change")
      .filter(({ record }) => record.time < window.to && record.time > window.from - FARTHEST_MS);
    const total = near.reduce((sum, item) => sum + nearness(item, symptom ?? window.from, symptom !== null), 0);
    return {
      observations: near.map((item) => ({
        detector: "changes",
        entity: item.record.entity,
        signal: "change",
        direction: "appeared",
        size: nearness(item, symptom ?? window.from, symptom !== null) / Math.max(1, total),
        onset: onsetAt(item.record.time),
        subject: [item.record.change, ...item.record.fields.slice(0, 1).map(({ path }) => path)].join(" "),
        other: null,
        cite: citeOf(item.ref),
      })),
      dropped: [],
    };
  },
};

/** From 1 for the same moment to 0 for long before, or, where the symptom's beginning is known, for after it. */
function nearness({ record }: Item<"change">, moment: Instant, known: boolean): number {
  if (known && record.time > moment + TOLERANCE_MS) return 0;
  return 2 ** -(Math.max(0, moment - record.time) / HALF_LIFE_MS);
}
