/** The true claim in forms that are all true: as it is, in another order, without one of its signs, without a prediction. */
import type { ProposedHypothesis } from "../../../src/index.js";
import type { LieWorld, Part } from "./lie-world.js";

export function trueForms({ claim }: LieWorld, count: number): readonly ProposedHypothesis[] {
  const isCause = ({ part }: Part): boolean => part === "cause";
  const causes = claim.parts.filter(isCause);
  const forms: ProposedHypothesis[] = [
    claim,
    { ...claim, parts: claim.parts.toReversed() },
    { ...claim, mitigations: [] },
    { ...claim, parts: claim.parts.map((part) => ({ ...part, cites: part.cites.slice(0, 1) })) },
    { ...claim, parts: claim.parts.filter(({ part }) => part !== "onset") },
  ];
  // The first sign is what the claim stands on; the others each leave it true.
  if (causes.length > 2) {
    for (const left of causes.slice(1)) forms.push({ ...claim, parts: claim.parts.filter((part) => part !== left) });
  }
  return forms.slice(0, count);
}
