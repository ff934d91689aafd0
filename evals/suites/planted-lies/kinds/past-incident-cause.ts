/** What would have explained another incident: changes and troubles that are over, or have nothing to do with this one. */
import { type Assertion, type EntityRef, FAULT_FAMILIES, sameEntity } from "../../../../src/index.js";
import { blame } from "../lie-claim.js";
import type { LieTeller } from "../lie-teller.js";
import { trueCause } from "../lie-world.js";
import { partThatHolds } from "../true-facts.js";

export const pastIncidentCause: LieTeller = (world, random) => {
  const cause = trueCause(world);
  const past = [...world.facts.all("change"), ...world.facts.all("event")].filter(
    ({ record }) => cause === null || !sameEntity(record.entity, cause.entity),
  );
  if (past.length === 0) return null;
  const { record } = random.pick(past);
  const time = record.time ?? world.reference.from;
  const faults = changeFaults(record.entity);
  if (faults.length === 0) return null;
  const width = random.integer(1_000, 60_000);
  const window = { from: Math.max(0, time - width), to: time + width };
  const assertion: Assertion =
    record.kind === "change"
      ? { kind: "changed", entity: record.entity, changes: [record.change], window }
      : { kind: "happened", entity: record.entity, reasons: [record.reason], text: [], sources: ["event"], window };
  const part = partThatHolds("cause", assertion, world);
  return part === null ? null : blame(record.entity, random.pick(faults), [part], world, random);
};

function changeFaults(entity: EntityRef): readonly string[] {
  const fitting = FAULT_FAMILIES.filter(({ on }) => on.includes(entity.kind)).map(({ id }) => id);
  const changes = fitting.filter((id) => id.startsWith("change/"));
  return changes.length > 0 ? changes : fitting;
}
