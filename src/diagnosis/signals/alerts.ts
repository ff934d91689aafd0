import { entityKey } from "../../core/entity.js";
import type { Observation } from "../../core/observation.js";
import type { Item } from "../assertions/record-index.js";
import { type Context, citeOf, type Detector, DropCount, onsetAt } from "./detector.js";

/** Firing this often within the window is flapping: its threshold lies inside of what is normal. */
const FLAPS = 3;

/** Alerts that fire, have recovered, or flap. An alert tells what somebody's rule says, and nothing about a cause. */
export const alerts: Detector = {
  name: "alerts",
  detect(facts, context) {
    const dropped = new DropCount();
    const groups = new Map<string, Item<"alert">[]>();
    for (const item of facts.all("alert")) {
      const { entity, name, startsAt, endsAt } = item.record;
      if (startsAt >= context.window.to || (endsAt !== null && endsAt < context.window.from)) continue;
      if (entity === null) {
        dropped.add("alerts that name no entity");
        continue;
      }
      const key = `${entityKey(entity)} ${name}`;
      const group = groups.get(key) ?? [];
      groups.set(key, group);
      group.push(item);
    }
    return { observations: [...groups.values()].flatMap((group) => observed(group, context)), dropped: dropped.list() };
  },
};

function observed(group: readonly Item<"alert">[], { now }: Context): readonly Observation[] {
  const last = group.at(-1);
  const entity = last?.record.entity;
  if (last === undefined || entity === undefined || entity === null) return [];
  const { endsAt, startsAt, name, state } = last.record;
  const over = state === "resolved" || (endsAt !== null && endsAt <= now);
  const starts = new Set(group.map(({ record }) => record.startsAt)).size;
  const shared = { detector: "alerts", entity, signal: "alert", other: null, cite: citeOf(last.ref) } as const;
  const found: Observation[] = [
    over
      ? {
          ...shared,
          direction: "vanished",
          size: 1,
          subject: `${name} recovered`,
          onset: endsAt === null ? null : onsetAt(endsAt),
        }
      : { ...shared, direction: "is", size: 1, subject: `${name} fires`, onset: onsetAt(startsAt) },
  ];
  if (starts >= FLAPS) found.push({ ...shared, direction: "is", size: starts, subject: `${name} flaps`, onset: null });
  return found;
}
