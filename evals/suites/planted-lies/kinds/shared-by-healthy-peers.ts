/** A condition that everybody is in, the healthy ones too. */
import type { Assertion } from "../../../../src/index.js";
import { blame } from "../lie-claim.js";
import type { LieTeller } from "../lie-teller.js";
import { otherFaults } from "../lie-world.js";
import { partThatHolds } from "../true-facts.js";

export const sharedByHealthyPeers: LieTeller = (world, random) => {
  const { window } = world.claim;
  const roles = [...new Set(world.facts.all("series").map(({ record }) => record.role))];
  const shared = roles.filter((role) => new Set(ofRole(role).map(({ record }) => record.entity.name)).size >= 3);
  if (shared.length === 0) return null;
  const role = random.pick(shared);
  const { entity } = random.pick(ofRole(role)).record;
  const faults = otherFaults(world, entity);
  if (faults.length === 0) return null;
  // Below what any of them shows: so it holds of all.
  const lowest = Math.min(
    ...ofRole(role).map(({ record }) => Math.min(...record.values.flatMap((value) => value ?? []))),
  );
  const bound = Math.min(0, Number.isFinite(lowest) ? lowest : 0) - random.next();
  const claims: readonly Assertion[] = [
    { kind: "level", entity, series: { role }, window, aggregate: "median", op: "above", bound },
    { kind: "level", entity, series: { role }, window, aggregate: "max", op: "above", bound },
  ];
  const parts = claims.slice(0, random.integer(1, 2)).flatMap((claim) => partThatHolds("cause", claim, world) ?? []);
  return blame(entity, random.pick(faults), parts, world, random);

  function ofRole(wanted: string) {
    return world.facts.all("series").filter(({ record }) => record.role === wanted);
  }
};
