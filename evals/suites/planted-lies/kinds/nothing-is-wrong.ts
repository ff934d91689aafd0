/** *No fault*, said of a system that has one: by true facts about the wrong place or time, or by facts that are none. */
import { type Assertion, type ProposedHypothesis, sameEntity } from "../../../../src/index.js";
import type { LieTeller } from "../lie-teller.js";
import { type Part, trueCause } from "../lie-world.js";
import { partThatHolds } from "../true-facts.js";

const REASONS = ["recovered", "never-there", "within-normal-range"] as const;

export const nothingIsWrong: LieTeller = (world, random) => {
  if (trueCause(world) === null) return null;
  const { symptom, reference } = world.claim;
  const series = world.facts
    .all("series")
    .filter(({ record }) => (random.next() < 0.5 ? sameEntity(record.entity, symptom.entity) : true));
  const windows = [world.claim.window, world.reference, { from: world.reference.from, to: world.claim.window.to }];
  const window = random.pick(windows);
  const parts: Part[] = [];
  for (let n = random.integer(1, 3); n > 0 && series.length > 0; n -= 1) {
    const { record } = random.pick(series);
    const highest = Math.max(0, ...record.values.flatMap((value) => value ?? []));
    // So high that it holds; or below a bound that only the healthy time kept.
    const bound = highest * 1.01 + 1e-6;
    const assertion: Assertion = {
      kind: "level",
      entity: record.entity,
      series: { role: record.role, metric: record.metric },
      window,
      aggregate: random.pick(["median", "max", "last"] as const),
      op: "below",
      bound,
    };
    const part = partThatHolds("symptom", assertion, world);
    if (part !== null) parts.push(part);
  }
  if (parts.length === 0) return null;
  const claim: ProposedHypothesis = {
    kind: "no-fault",
    why: random.pick(REASONS),
    symptom,
    window,
    reference: reference === window ? null : reference,
    parts,
    prediction: { kind: "none-available", why: "what is as ever predicts nothing new" },
    mitigations: [],
  };
  return claim;
};
