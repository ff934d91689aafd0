/** Where it hurts is right, what is wrong there is not. */
import { blame, trueFault } from "../lie-claim.js";
import type { LieTeller } from "../lie-teller.js";
import { otherFaults } from "../lie-world.js";
import { signsThatHold, trueFactsOf } from "../true-facts.js";

export const rightEntityWrongFault: LieTeller = (world, random) => {
  const honest = trueFault(world);
  if (honest === null) return null;
  const { entity } = honest.cause;
  const fault = random.pick(otherFaults(world, entity));
  const own = signsThatHold(fault, entity, world);
  const choice = random.next();
  if (choice < 0.4 && own.length > 0) return blame(entity, fault, own, world, random);
  if (choice < 0.7) return { ...honest, cause: { ...honest.cause, fault } };
  return blame(entity, fault, [...own, ...trueFactsOf(entity, world, honest.window)].slice(0, 4), world, random);
};
