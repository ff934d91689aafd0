/** The one that hurts is blamed for hurting. */
import { type Assertion, sameEntity } from "../../../../src/index.js";
import { blame, symptomParts } from "../lie-claim.js";
import type { LieTeller } from "../lie-teller.js";
import { otherFaults, type Part, trueCause } from "../lie-world.js";
import { partThatHolds, signsThatHold } from "../true-facts.js";

const SIGNALS = [
  "latency",
  "error-rate",
  "request-rate",
  "in-flight",
  "cpu",
  "outgoing-latency",
  "outgoing-error-rate",
] as const;

export const symptomAsCause: LieTeller = (world, random) => {
  const { entity } = world.claim.symptom;
  const cause = trueCause(world);
  if (cause !== null && sameEntity(cause.entity, entity)) return null;
  const faults = otherFaults(world, entity);
  if (faults.length === 0) return null;
  const fault = random.pick(faults);
  const signs = signsThatHold(fault, entity, world);
  const bare = [...symptomParts(world).map((part): Part => ({ ...part, part: "cause" })), ...shifts()];
  const causes = signs.length > 0 && random.next() < 0.6 ? signs : bare;
  return blame(entity, fault, causes.slice(0, random.integer(1, 4)), world, random);

  function shifts(): readonly Part[] {
    return SIGNALS.flatMap((role) => {
      const { window } = world.claim;
      const claim: Assertion = {
        kind: "shifted",
        entity,
        series: { role },
        window,
        reference: world.reference,
        direction: "up",
        factor: 1.3,
      };
      return partThatHolds("cause", claim, world) ?? [];
    });
  }
};
