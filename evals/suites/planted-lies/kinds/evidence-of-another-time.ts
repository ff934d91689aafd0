/** True of some other time: before the incident, or of the healthy reference itself. */
import type { Window } from "../../../../src/index.js";
import type { SeededRandom } from "../../../testbed/seeded-random.js";
import { blame, trueFault, withCauses } from "../lie-claim.js";
import type { LieTeller } from "../lie-teller.js";
import { type LieWorld, otherFaults, type Part } from "../lie-world.js";
import { trueFactsOf } from "../true-facts.js";

export const evidenceOfAnotherTime: LieTeller = (world, random) => {
  const ways = [signsOfTheReference, oldSignsForTheTrueCause, wrongWindowForTrueCites];
  return random.pick(ways)(world, random);
};

/** Facts of the healthy time, told of somebody as the cause. */
function signsOfTheReference(world: LieWorld, random: SeededRandom) {
  const entity = random.pick(world.entities);
  const faults = otherFaults(world, entity);
  const facts = trueFactsOf(entity, world, partOf(world.reference, random));
  return faults.length === 0 ? null : blame(entity, random.pick(faults), facts.slice(0, 3), world, random);
}

/** The right cause, shown by what was so before it began. */
function oldSignsForTheTrueCause(world: LieWorld, random: SeededRandom) {
  const honest = trueFault(world);
  if (honest === null) return null;
  const facts = trueFactsOf(honest.cause.entity, world, partOf(world.reference, random));
  return facts.length === 0 ? null : withCauses(honest, facts.slice(0, 3));
}

/** What is cited is of the incident, what is claimed is of before. */
function wrongWindowForTrueCites(world: LieWorld, random: SeededRandom) {
  const honest = trueFault(world);
  if (honest === null) return null;
  const window = partOf(world.reference, random);
  const causes = honest.parts
    .filter(({ part }) => part === "cause")
    .map((part): Part => ("window" in part.assertion ? { ...part, assertion: { ...part.assertion, window } } : part));
  return withCauses(honest, causes);
}

function partOf({ from, to }: Window, random: SeededRandom): Window {
  const begin = from + Math.floor(((to - from) / 2) * random.next());
  return { from: begin, to: Math.min(to, begin + Math.max(1, Math.floor((to - from) / 2))) };
}
