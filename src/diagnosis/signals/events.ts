import { entityKey } from "../../core/entity.js";
import type { Observation } from "../../core/observation.js";
import { windowContains } from "../../core/time.js";
import type { Item } from "../assertions/record-index.js";
import { type Context, citeOf, type Detector, onsetAt } from "./detector.js";

const LEAST_SIZE = 3;

interface Reported {
  readonly first: Item<"event">;
  now: number;
  before: number;
}

/** Warnings and errors that a cluster reports, by entity and reason: new ones, or more than the reference had. */
export const events: Detector = {
  name: "events",
  detect(facts, context) {
    const groups = new Map<string, Reported>();
    for (const item of facts.all("event")) {
      const { entity, time, severity, reason, count } = item.record;
      if (severity === "normal") continue;
      const now = time === null || windowContains(context.window, time);
      const before = time !== null && context.reference !== null && windowContains(context.reference, time);
      if (!now && !before) continue;
      const key = `${entityKey(entity)} ${reason}`;
      const group = groups.get(key) ?? { first: item, now: 0, before: 0 };
      const first = now && group.now === 0 ? item : group.first;
      const times = Math.max(1, count);
      groups.set(key, { first, now: group.now + (now ? times : 0), before: group.before + (before ? times : 0) });
    }
    return { observations: [...groups.values()].flatMap((group) => observed(group, context) ?? []), dropped: [] };
  },
};

function observed({ first, now, before }: Reported, { window, reference }: Context): Observation | null {
  if (now === 0) return null;
  const scale = reference === null ? 0 : (window.to - window.from) / (reference.to - reference.from);
  const size = (now - before * scale) / Math.sqrt(Math.max(before * scale, 1));
  if (before > 0 && size < LEAST_SIZE) return null;
  const { entity, reason, time } = first.record;
  return {
    detector: "events",
    entity,
    signal: "event",
    direction: before === 0 ? "appeared" : "up",
    size,
    onset: time === null ? null : onsetAt(time),
    subject: reason,
    other: null,
    cite: citeOf(first.ref),
  };
}
