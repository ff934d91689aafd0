/** The true claim with one thing in it made wrong, each time another: what a single challenge has to notice. */
import { type Assertion, evaluate, type Query, sameEntity } from "../../../../src/index.js";
import type { SeededRandom } from "../../../testbed/seeded-random.js";
import { trueFault, withCauses } from "../lie-claim.js";
import type { LieTeller } from "../lie-teller.js";
import { citeOf, evidenceOfAlerts, type FaultClaim, type LieWorld, otherEntities, type Part } from "../lie-world.js";
import { partThatHolds } from "../true-facts.js";

type Flaw = (honest: FaultClaim, world: LieWorld, random: SeededRandom) => FaultClaim | null;

export const trueButForOneThing: LieTeller = (world, random, draw) => {
  const honest = trueFault(world);
  // One flaw after the other, so that a few lies show each of them.
  return honest === null ? null : (FLAWS[draw % FLAWS.length]?.(honest, world, random) ?? null);
};

/** A way that leads through somebody who has nothing to do with it. */
const madeUpWay: Flaw = (honest, world, random) => {
  const others = otherEntities(world).filter((entity) => !honest.path.some((step) => sameEntity(step, entity)));
  const last = honest.path.at(-1);
  if (others.length === 0 || last === undefined) return null;
  return { ...honest, path: [honest.cause.entity, random.pick(others), last], parts: withoutWay(honest) };
};

/** It explains what somebody else suffers, and not who was reported. */
const anotherSymptom: Flaw = (honest, world, random) => {
  const others = world.entities.filter(
    (entity) => entity.kind === honest.symptom.entity.kind && !sameEntity(entity, honest.symptom.entity),
  );
  if (others.length === 0) return null;
  const entity = random.pick(others);
  return {
    ...honest,
    path: [honest.cause.entity, entity],
    symptom: { ...honest.symptom, entity },
    parts: withoutWay(honest),
  };
};

/** It predicts what is not there. */
const failingPrediction: Flaw = (honest, world, random) => {
  const cited = new Set(honest.parts.flatMap(({ cites }) => cites.map(({ evidence }) => evidence)));
  const unknown = world.facts.all("series").filter(({ ref }) => !cited.has(ref.evidence));
  if (unknown.length === 0) return null;
  const { record } = random.pick(unknown);
  const highest = Math.max(0, ...record.values.flatMap((value) => value ?? []));
  const series = { role: record.role, metric: record.metric };
  const assertion: Assertion = {
    kind: "level",
    entity: record.entity,
    series,
    window: honest.window,
    aggregate: "max",
    op: "above",
    bound: 3 * highest + 1,
  };
  // Another series of the same metric may be that high: then it is there, as predicted.
  if (evaluate(assertion, world.facts).truth !== "fails") return null;
  const query: Query = {
    capability: "metrics.range",
    params: { entity: record.entity, metric: record.metric, window: honest.window },
  };
  return { ...honest, prediction: { kind: "predicted", assertion, query } };
};

/** What is shown of the cause is from long after the symptom began: its consequences, perhaps. */
const lateSign: Flaw = (honest, world, random) => {
  const { from, to } = honest.window;
  const window = { from: from + Math.floor((to - from) * (0.4 + 0.3 * random.next())), to };
  const causes = honest.parts.flatMap(({ part, assertion }): Part | readonly Part[] => {
    if (part !== "cause" || (assertion.kind !== "is" && assertion.kind !== "happened")) return [];
    return partThatHolds("cause", { ...assertion, window }, world) ?? [];
  });
  return causes.length === 0 ? null : withCauses(honest, causes);
};

/** One of its signs is what the alert says. */
const alertForAWitness: Flaw = (honest, world, random) => {
  const alerts = evidenceOfAlerts(world);
  const record = random.integer(0, Math.max(0, (alerts?.answer.records.length ?? 0) - 1));
  const alert = alerts?.answer.records[record];
  if (alerts === undefined || alert?.kind !== "alert") return null;
  const assertion: Assertion = { kind: "quoted", evidence: alerts.id, record, quote: alert.name, entity: alert.entity };
  const causes = honest.parts.filter(({ part }) => part === "cause");
  return withCauses(honest, [...causes, { part: "cause", assertion, cites: [{ evidence: alerts.id, record }] }]);
};

/** What is shown is words alone, though they stand there. */
const wordsAlone: Flaw = (honest, world, random) => {
  const lines = [...world.facts.all("template"), ...world.facts.all("line"), ...world.facts.all("event")];
  const own = lines.filter(({ record }) => sameEntity(record.entity, honest.cause.entity));
  const pool = own.length > 0 ? own : lines;
  if (pool.length === 0) return null;
  const { record, ref } = random.pick(pool);
  const text = record.kind === "template" ? record.sample : record.kind === "line" ? record.text : record.message;
  const quote = /[\w ]{6,60}/.exec(text)?.[0];
  if (quote === undefined) return null;
  const assertion: Assertion = {
    kind: "quoted",
    evidence: ref.evidence,
    record: ref.record,
    quote,
    entity: record.entity,
  };
  return withCauses(honest, [{ part: "cause", assertion, cites: [citeOf(ref)] }]);
};

/** What is shown is so for everybody, always or since the incident began. */
const sharedCondition: Flaw = (honest, world, random) => {
  const { entity } = honest.cause;
  const roles = [...new Set(world.facts.series(entity).map(({ role }) => role))];
  const always = roles.map(
    (role): Assertion => ({
      kind: "level",
      entity,
      series: { role },
      window: honest.window,
      aggregate: "max",
      op: "above",
      bound: -random.next() - 0.1,
    }),
  );
  const sinceThen = roles.flatMap((role) =>
    (["up", "down"] as const).map(
      (direction): Assertion => ({
        kind: "shifted",
        entity,
        series: { role },
        window: honest.window,
        reference: world.reference,
        direction,
        factor: 1.02,
      }),
    ),
  );
  const shared = [...always, ...sinceThen].filter((assertion) => isShared(assertion, honest, world));
  const part = shared.length === 0 ? null : partThatHolds("cause", random.pick(shared), world);
  return part === null ? null : withCauses(honest, [part]);
};

/** Of those who have no part in the claim, most show it too. */
function isShared(assertion: Assertion, honest: FaultClaim, world: LieWorld): boolean {
  if (!("entity" in assertion) || assertion.kind === "quoted") return false;
  const peers = world.entities.filter(
    (entity) => entity.kind === honest.cause.entity.kind && !honest.path.some((step) => sameEntity(step, entity)),
  );
  const holding = peers.filter((peer) => evaluate({ ...assertion, entity: peer }, world.facts).truth === "holds");
  return holding.length > 1 && 2 * holding.length >= peers.length;
}

/** Something is said not to be there that is, or for which nobody looked. */
const unseenAbsence: Flaw = (honest, world, random) => {
  const seen = world.facts.all("series");
  if (seen.length === 0) return null;
  const { record, ref } = random.pick(seen);
  const { entity } = record;
  const whole = { from: world.view.incident.window.from, to: honest.window.to };
  // Long before anything was watched.
  const early = { from: Math.max(0, whole.from - 7_200_000), to: Math.max(1, whole.from - 3_600_000) };
  const window = random.pick([whole, early]);
  const what = random.pick<Extract<Assertion, { kind: "absent" }>["what"]>([
    { kind: "changed", entity, changes: ["deploy", "configuration", "flag", "scale", "other"], window },
    { kind: "happened", entity, reasons: ["OOMKilled", "Restarted"], text: [], sources: ["event"], window },
  ]);
  const part = random.pick(["rules-out", "onset"] as const);
  const absent: Part = { part, assertion: { kind: "absent", what }, cites: [citeOf(ref)] };
  // What is not there, and would have been seen, would be no flaw.
  const { truth } = evaluate(absent.assertion, world.facts);
  return truth === "holds" || (truth === "unknown" && window === whole)
    ? null
    : { ...honest, parts: [...honest.parts, absent] };
};

/** The sign is one that lasted for a moment at the beginning, and is over. */
const overAlready: Flaw = (honest, world, random) => {
  const { entity } = honest.cause;
  const half = (honest.window.from + honest.window.to) / 2;
  const early = world.facts
    .about("state", entity)
    .filter(({ record }) => record.time !== null && record.time >= honest.window.from && record.time < half);
  const signs = early.flatMap(({ record }): readonly Assertion[] => {
    const where = Object.entries(record.fields)
      .filter(([, value]) => value === null || typeof value !== "object")
      .map(([path, value]) => ({ path, op: "equals" as const, value }));
    const sign: Assertion = {
      kind: "is",
      entity,
      aspect: record.aspect,
      where: where.slice(0, 16),
      window: honest.window,
    };
    const later = { ...sign, window: { from: Math.floor(half), to: honest.window.to } };
    return evaluate(later, world.facts).truth === "fails" ? [sign] : [];
  });
  const part = signs.length === 0 ? null : partThatHolds("cause", random.pick(signs), world);
  return part === null ? null : withCauses(honest, [part]);
};

const FLAWS: readonly Flaw[] = [
  madeUpWay,
  anotherSymptom,
  failingPrediction,
  lateSign,
  alertForAWitness,
  wordsAlone,
  sharedCondition,
  unseenAbsence,
  overAlready,
];

function withoutWay(honest: FaultClaim): readonly Part[] {
  return honest.parts.filter(({ part }) => part !== "path");
}
