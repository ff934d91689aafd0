/** Something is quoted, or read out of a record, that is not there. */
import type { Assertion } from "../../../../src/index.js";
import type { SeededRandom } from "../../../testbed/seeded-random.js";
import { blame, trueFault, withCauses } from "../lie-claim.js";
import type { LieTeller } from "../lie-teller.js";
import { citeOf, type LieWorld, otherEntities, otherFaults, type Part } from "../lie-world.js";

const WORDS = [
  "deadlock detected while waiting for relation",
  "FATAL: too many connections for role",
  "OOMKilled: container exceeded its memory limit",
  "getaddrinfo ENOTFOUND upstream",
  "disk quota exceeded on /var/lib",
  "certificate has expired",
];

export const fabricatedQuote: LieTeller = (world, random) => {
  const ways = [wordsNobodyWrote, anEventThatWasNot, aNumberThatWasNot, evidenceThatIsNot];
  return random.pick(ways)(world, random);
};

/** Into the true claim or, where there is none, into one about somebody. */
function planted(parts: readonly Part[], world: LieWorld, random: SeededRandom) {
  const honest = trueFault(world);
  if (honest !== null && random.next() < 0.5) {
    const keep = random.next() < 0.5 ? honest.parts.filter(({ part }) => part === "cause") : [];
    return withCauses(honest, [...keep, ...parts]);
  }
  const entity = random.pick(otherEntities(world));
  const faults = otherFaults(world, entity);
  return faults.length === 0 ? null : blame(entity, random.pick(faults), parts, world, random);
}

function anyRecord({ view }: LieWorld, random: SeededRandom) {
  const full = view.evidence.filter(({ answer }) => answer.records.length > 0);
  const evidence = random.pick(full);
  return { evidence: evidence.id, record: random.integer(0, evidence.answer.records.length - 1) };
}

function wordsNobodyWrote(world: LieWorld, random: SeededRandom) {
  const quote = `${random.pick(WORDS)} (${random.integer(100, 999)})`;
  const place = anyRecord(world, random);
  const assertion: Assertion = { kind: "quoted", evidence: place.evidence, quote, entity: null };
  const cite = random.next() < 0.5 ? { evidence: place.evidence, quote } : citeOf(place);
  return planted([{ part: "cause", assertion, cites: [cite] }], world, random);
}

function anEventThatWasNot(world: LieWorld, random: SeededRandom) {
  const { window } = world.claim;
  const seen = world.facts.all("template");
  const item = seen.length > 0 ? random.pick(seen) : null;
  const entity = item?.record.entity ?? random.pick(world.entities);
  const assertion: Assertion = {
    kind: "happened",
    entity,
    reasons: [],
    text: [random.pick(WORDS)],
    sources: ["line"],
    window,
  };
  return planted([{ part: "cause", assertion, cites: [citeOf(item?.ref ?? anyRecord(world, random))] }], world, random);
}

function aNumberThatWasNot(world: LieWorld, random: SeededRandom) {
  const seen = world.facts.all("series");
  if (seen.length === 0) return null;
  const { record, ref } = random.pick(seen);
  const highest = Math.max(1, ...record.values.flatMap((value) => value ?? []));
  const assertion: Assertion = {
    kind: "level",
    entity: record.entity,
    series: { role: record.role, metric: record.metric },
    window: world.claim.window,
    aggregate: "median",
    op: "above",
    bound: highest * random.integer(2, 20),
  };
  return planted([{ part: "cause", assertion, cites: [citeOf(ref)] }], world, random);
}

function evidenceThatIsNot(world: LieWorld, random: SeededRandom) {
  const evidence = Array.from({ length: 64 }, () => random.integer(0, 15).toString(16)).join("");
  const honest = trueFault(world);
  const parts = (honest ?? world.claim).parts
    .slice(0, 2)
    .map((part): Part => ({ ...part, part: "cause", cites: [{ evidence, record: 0 }] }));
  return planted(parts, world, random);
}
