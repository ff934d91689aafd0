/** Readings of a claim's parts that several challenges share. */
import type { Assertion } from "../core/assertion.js";
import type { EntityRef } from "../core/entity.js";
import type { Hypothesis } from "../core/hypothesis.js";
import type { Window } from "../core/time.js";
import type { SeatView } from "../core/view.js";

export type Part = Hypothesis["parts"][number];

export function causeParts(claim: Hypothesis): readonly Part[] {
  return claim.parts.filter((part) => part.part === "cause");
}

export function symptomParts(claim: Hypothesis): readonly Part[] {
  return claim.parts.filter((part) => part.part === "symptom");
}

/** Entities that an assertion is about. */
export function entitiesOf(assertion: Assertion): readonly EntityRef[] {
  switch (assertion.kind) {
    case "depends":
      return [assertion.from, assertion.to];
    case "absent":
      return entitiesOf(assertion.what);
    case "precedes":
      return [assertion.first, assertion.second].flatMap((of) => (of.of === "instant" ? [] : entitiesOf(of.claim)));
    case "quoted":
      return assertion.entity === null ? [] : [assertion.entity];
    default:
      return [assertion.entity];
  }
}

/** The window that an assertion speaks about; null where it names none. */
export function windowOf(assertion: Assertion): Window | null {
  switch (assertion.kind) {
    case "quoted":
    case "depends":
    case "precedes":
      return null;
    case "absent":
      return windowOf(assertion.what);
    default:
      return assertion.window;
  }
}

/** The same claim about another window; null where it names none, or where it would overlap its own reference. */
export function inWindow(assertion: Assertion, window: Window): Assertion | null {
  switch (assertion.kind) {
    case "quoted":
    case "depends":
    case "precedes":
      return null;
    case "absent": {
      const what = inWindow(assertion.what, window);
      return what === null ? null : ({ ...assertion, what } as Assertion);
    }
    default:
      return { ...assertion, window } as Assertion;
  }
}

/** The same claim about another entity; null where it is about several, or none. */
export function aboutEntity(assertion: Assertion, entity: EntityRef): Assertion | null {
  switch (assertion.kind) {
    case "quoted":
    case "depends":
    case "precedes":
    case "differs":
      return null;
    case "absent": {
      const what = aboutEntity(assertion.what, entity);
      return what === null ? null : ({ ...assertion, what } as Assertion);
    }
    default:
      return { ...assertion, entity } as Assertion;
  }
}

/** The later half, in which what is claimed must still be so. */
export function laterHalf({ from, to }: Window): Window {
  return { from: from + Math.floor((to - from) / 2), to };
}

export function citedThings(view: SeatView): string {
  const cites = view.claims[0]?.hypothesis.parts.reduce((sum, part) => sum + part.cites.length, 0) ?? 0;
  return `${cites} citations resolved`;
}
