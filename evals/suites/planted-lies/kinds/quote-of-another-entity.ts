/** What is quoted is real, and somebody else's. */
import { type EntityRef, sameEntity } from "../../../../src/index.js";
import type { SeededRandom } from "../../../testbed/seeded-random.js";
import { blame, trueFault, withCauses } from "../lie-claim.js";
import type { LieTeller } from "../lie-teller.js";
import { citeOf, type LieWorld, otherEntities, otherFaults, type Part } from "../lie-world.js";
import { trueFactsOf } from "../true-facts.js";

export const quoteOfAnotherEntity: LieTeller = (world, random) => {
  const ways = [signsOfSomebodyElse, citesOfSomebodyElse, renamed];
  return random.pick(ways)(world, random);
};

/** The blamed one differs from the one that the signs are about. */
function signsOfSomebodyElse(world: LieWorld, random: SeededRandom) {
  const shown = random.pick(world.entities);
  const blamed = random.pick(otherEntities(world).filter((entity) => !sameEntity(entity, shown)));
  const honest = trueFault(world);
  const causes =
    honest !== null && random.next() < 0.5
      ? honest.parts.filter(({ part }) => part === "cause")
      : trueFactsOf(shown, world, world.claim.window).slice(0, 3);
  const faults = honest === null ? otherFaults(world, blamed) : [honest.cause.fault, ...otherFaults(world, blamed)];
  return faults.length === 0 ? null : blame(blamed, random.pick(faults), causes, world, random);
}

/** The true claim, resting on records about others. */
function citesOfSomebodyElse(world: LieWorld, random: SeededRandom) {
  const honest = trueFault(world);
  if (honest === null) return null;
  const foreign = world.facts.all("series").filter(({ record }) => !sameEntity(record.entity, honest.cause.entity));
  if (foreign.length === 0) return null;
  const causes = honest.parts
    .filter(({ part }) => part === "cause")
    .map((part): Part => ({ ...part, cites: [citeOf(random.pick(foreign).ref)] }));
  return withCauses(honest, causes);
}

/** The true signs with another name on them: what they say of that one is not so, or was not seen. */
function renamed(world: LieWorld, random: SeededRandom) {
  const honest = trueFault(world);
  if (honest === null) return null;
  const alike = otherEntities(world).filter(({ kind }) => kind === honest.cause.entity.kind);
  if (alike.length === 0) return null;
  const entity = random.pick(alike);
  const causes = honest.parts
    .filter(({ part }) => part === "cause")
    .map((part): Part => ({ ...part, assertion: about(part.assertion, entity) }));
  return blame(entity, honest.cause.fault, causes, world, random);
}

function about(assertion: Part["assertion"], entity: EntityRef): Part["assertion"] {
  return "entity" in assertion && assertion.kind !== "quoted" ? { ...assertion, entity } : assertion;
}
