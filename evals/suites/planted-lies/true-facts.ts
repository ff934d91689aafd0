/** True things that can be said of an entity, each shown by what was seen: the best lies are made of them. */
import {
  type Assertion,
  callGraph,
  candidateOf,
  type EntityRef,
  evaluate,
  FAULT_FAMILIES,
  type Window,
} from "../../../src/index.js";
import { citeOf, type LieWorld, type Part } from "./lie-world.js";

const CITES_A_PART = 4;
/** States of one entity are many and much alike. */
const MOST_OF_A_KIND = 6;

/** The part that states it, where it holds; null otherwise. */
export function partThatHolds(part: Part["part"], assertion: Assertion, { facts }: LieWorld): Part | null {
  const { truth, basis } = evaluate(assertion, facts);
  return truth === "holds" && basis.length > 0
    ? { part, assertion, cites: basis.slice(0, CITES_A_PART).map(citeOf) }
    : null;
}

export function trueFactsOf(entity: EntityRef, world: LieWorld, window: Window): readonly Part[] {
  const claims = [
    ...changesOf(entity, world, window),
    ...eventsOf(entity, world, window),
    ...statesOf(entity, world, window),
    ...logsOf(entity, world, window),
    ...levelsOf(entity, world, window),
    ...shiftsOf(entity, world, window),
  ];
  return claims.flatMap((assertion) => partThatHolds("cause", assertion, world) ?? []);
}

function changesOf(entity: EntityRef, { facts }: LieWorld, window: Window): readonly Assertion[] {
  return facts
    .changes(entity)
    .flatMap(({ record }): readonly Assertion[] =>
      record.time >= window.from && record.time < window.to
        ? [{ kind: "changed", entity, changes: [record.change], window }]
        : [],
    );
}

function eventsOf(entity: EntityRef, { facts }: LieWorld, window: Window): readonly Assertion[] {
  const reasons = [...new Set(facts.events(entity).map(({ record }) => record.reason))].slice(0, MOST_OF_A_KIND);
  return reasons.map(
    (reason): Assertion => ({ kind: "happened", entity, reasons: [reason], text: [], sources: ["event"], window }),
  );
}

function statesOf(entity: EntityRef, { facts }: LieWorld, window: Window): readonly Assertion[] {
  return facts
    .about("state", entity)
    .slice(0, MOST_OF_A_KIND)
    .map(({ record }): Assertion => {
      const plain = Object.entries(record.fields).filter(([, value]) => value === null || typeof value !== "object");
      const where = plain.slice(0, 2).map(([path, value]) => ({ path, op: "equals" as const, value }));
      return { kind: "is", entity, aspect: record.aspect, where, window };
    });
}

function logsOf(entity: EntityRef, { facts, reference }: LieWorld, window: Window): readonly Assertion[] {
  return facts
    .templates(entity)
    .slice(0, MOST_OF_A_KIND)
    .flatMap(({ record }): readonly Assertion[] => {
      const words = longestFixed(record.template);
      if (words === "") return [];
      return [
        { kind: "happened", entity, reasons: [], text: [words], sources: ["line"], window },
        { kind: "novel", entity, template: words, window, reference, factor: 1.5 },
      ];
    });
}

/** The longest stretch of a template between its variable parts. */
function longestFixed(template: string): string {
  return (
    template
      .split("<*>")
      .map((piece) => piece.trim())
      .sort((a, b) => b.length - a.length)[0]
      ?.slice(0, 200) ?? ""
  );
}

function levelsOf(entity: EntityRef, { facts }: LieWorld, window: Window): readonly Assertion[] {
  return facts
    .series(entity)
    .slice(0, MOST_OF_A_KIND)
    .flatMap((series): readonly Assertion[] => {
      const values = series.values.flatMap((value) => (value === null ? [] : [value])).sort((a, b) => a - b);
      const middle = values[Math.floor(values.length / 2)] ?? 0;
      if (middle <= 0) return [];
      const selector = { role: series.role, metric: series.metric };
      return [{ kind: "level", entity, series: selector, window, aggregate: "median", op: "above", bound: middle / 2 }];
    });
}

function shiftsOf(entity: EntityRef, { facts, reference }: LieWorld, window: Window): readonly Assertion[] {
  const roles = [...new Set(facts.series(entity).map(({ role }) => role))];
  return roles.flatMap((role) =>
    (["up", "down"] as const).map(
      (direction): Assertion => ({
        kind: "shifted",
        entity,
        series: { role },
        window,
        reference,
        direction,
        factor: 1.2,
      }),
    ),
  );
}

/** The signs of a fault type that hold of an entity: what an honest advocate of the wrong cause would put forward. */
export function signsThatHold(fault: string, entity: EntityRef, world: LieWorld): readonly Part[] {
  const family = FAULT_FAMILIES.find(({ id }) => id === fault);
  if (family === undefined) return [];
  const { symptom, window, reference } = world.claim;
  const horizon = world.view.incident.window.from;
  const candidate = candidateOf(entity, null, {
    symptom,
    window,
    reference,
    horizon,
    timed: true,
    answers: (one) => one,
    graph: callGraph(world.facts),
  });
  return family.expect.flatMap((sign) =>
    sign
      .assertions(candidate, world.facts)
      .flatMap((assertion) => partThatHolds("cause", assertion, world) ?? [])
      .slice(0, 2),
  );
}
