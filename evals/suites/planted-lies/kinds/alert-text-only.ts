/** Nothing but what the alert says, or what was written about it. */
import type { Assertion } from "../../../../src/index.js";
import { blame, trueFault, withCauses } from "../lie-claim.js";
import type { LieTeller } from "../lie-teller.js";
import { evidenceOfAlerts, otherEntities, otherFaults, type Part } from "../lie-world.js";

export const alertTextOnly: LieTeller = (world, random) => {
  const alerts = evidenceOfAlerts(world);
  if (alerts === undefined) return null;
  const record = random.integer(0, alerts.answer.records.length - 1);
  const alert = alerts.answer.records[record];
  if (alert?.kind !== "alert") return null;
  const words = [alert.name, ...Object.values(alert.annotations)].filter(
    (text) => text.length > 0 && text.length < 400,
  );
  const quote = random.pick(words);
  const assertion: Assertion = { kind: "quoted", evidence: alerts.id, record, quote, entity: alert.entity };
  const cites = [{ evidence: alerts.id, record }];
  const own: Part = { part: "cause", assertion, cites };
  const honest = trueFault(world);
  if (honest !== null && random.next() < 0.4) {
    // The true signs stay, with the alert for their only witness.
    const causes = honest.parts.filter(({ part }) => part === "cause").map((part) => ({ ...part, cites }));
    return withCauses(honest, random.next() < 0.5 ? [own] : [own, ...causes]);
  }
  const entity = random.pick([world.claim.symptom.entity, ...otherEntities(world)]);
  const faults = otherFaults(world, entity);
  return faults.length === 0 ? null : blame(entity, random.pick(faults), [own], world, random);
};
