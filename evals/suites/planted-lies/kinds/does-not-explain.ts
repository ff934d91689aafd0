/** All of it is true, and none of it brought the symptom about. */
import { sameEntity } from "../../../../src/index.js";
import { blame } from "../lie-claim.js";
import type { LieTeller } from "../lie-teller.js";
import { otherEntities, otherFaults } from "../lie-world.js";
import { signsThatHold, trueFactsOf } from "../true-facts.js";

export const doesNotExplain: LieTeller = (world, random) => {
  const others = otherEntities(world).filter((entity) => !sameEntity(entity, world.claim.symptom.entity));
  if (others.length === 0) return null;
  const entity = random.pick(others);
  const faults = otherFaults(world, entity);
  if (faults.length === 0) return null;
  // The fault that has most to show for itself is the most tempting.
  const argued = faults.map((fault) => ({ fault, signs: signsThatHold(fault, entity, world) }));
  const tempting = argued.toSorted((a, b) => b.signs.length - a.signs.length).slice(0, 3);
  const { fault, signs } = random.pick(tempting);
  const facts = trueFactsOf(entity, world, world.claim.window);
  const causes = signs.length > 0 && random.next() < 0.6 ? signs : shuffled(facts).slice(0, random.integer(1, 4));
  return blame(entity, fault, causes, world, random);

  function shuffled<T>(items: readonly T[]): readonly T[] {
    return items
      .map((item) => ({ item, key: random.next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item);
  }
};
