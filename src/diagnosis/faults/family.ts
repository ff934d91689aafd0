/**
 * What a fault family is: a declarative page of a runbook. Each sign is an assertion about a candidate, with how
 * likely it is if the fault is there and otherwise. Which question shows a sign follows from its assertion.
 */
import type { Assertion } from "../../core/assertion.js";
import type { EntityKind, EntityRef } from "../../core/entity.js";
import type { FaultId } from "../../core/fault.js";
import type { Symptom } from "../../core/hypothesis.js";
import type { Mitigation } from "../../core/mitigation.js";
import type { Direction, Signal } from "../../core/signal.js";
import type { Instant, Window } from "../../core/time.js";
import type { Facts } from "../assertions/facts.js";

/** The five-step scale; likelihoods are never written as figures in a family. */
export const LIKELIHOOD = {
  "nearly-always": 0.95,
  mostly: 0.75,
  "now-and-then": 0.4,
  seldom: 0.12,
  "hardly-ever": 0.02,
} as const;
export type Likelihood = keyof typeof LIKELIHOOD;

/** Odds of the family before anything was seen, per entity that it applies to. */
export const PRIOR = { common: 0.1, uncommon: 0.03, rare: 0.01 } as const;
export type Prior = keyof typeof PRIOR;

/** An entity that might have the fault, in the world of one incident. */
export interface Candidate {
  readonly entity: EntityRef;
  /** When the first of its own signs began; null where no sign has a clock. */
  readonly since: Instant | null;
  readonly symptom: Symptom;
  /** From shortly before the symptom to the present. */
  readonly window: Window;
  readonly reference: Window | null;
  /** False where sources tell how things stand and nothing of when: claims then speak of no window. */
  readonly timed: boolean;
  /** The earliest instant that may be asked about. */
  readonly horizon: Instant;
  /** Entities that call it, and that it calls, as far as edges are known. */
  readonly callers: readonly EntityRef[];
  readonly callees: readonly EntityRef[];
}

export interface Sign {
  /** `noun.verb`: unique in its family; the same id in two families is the same sign. */
  readonly id: string;
  readonly part: "cause" | "rules-out";
  readonly ifTrue: Likelihood;
  readonly otherwise: Likelihood;
  /** Signs of one group tell of the same thing: the strongest of them counts, once. */
  readonly group: string;
  /** Left for the verifier to look at: the investigator does not ask for it. */
  readonly predicted: boolean;
  /** Any of them shows the sign; none: it does not apply to this candidate. */
  readonly assertions: (candidate: Candidate, facts: Facts) => readonly Assertion[];
}

/** An observation that brings the family to mind, and whom it then suspects. */
export interface Trigger {
  readonly signal: Signal;
  readonly directions: readonly Direction[];
  /** The observation's entity, the other end of it, its namespace, or whoever the entity calls or is called by. */
  readonly suspect: "entity" | "other" | "callees" | "callers" | "namespace";
  /** Only observations about one of these (an invariant's id, an event's reason). */
  readonly subjects?: readonly string[];
}

export interface FaultFamily {
  readonly id: FaultId;
  /** What is broken, as a sentence without its subject: "holds a lock that others wait for". */
  readonly title: string;
  readonly on: readonly EntityKind[];
  readonly prior: Prior;
  /** Whom it harms: those who depend on its entity, or what the entity depends on as well (load goes both ways). */
  readonly reach: "callers" | "both";
  /** The rule of healthy systems that it breaks. */
  readonly breaks: string;
  readonly suggestedBy: readonly Trigger[];
  readonly expect: readonly Sign[];
  /** What cannot be so if the fault is there. */
  readonly forbids: readonly Sign[];
  /** What looks the same, and the sign of theirs or ours that tells them apart. */
  readonly lookalikes: readonly { readonly fault: FaultId; readonly toldApartBy: string }[];
  /** The facts name what exactly: which session, which value. */
  readonly mitigate: (candidate: Candidate, facts: Facts) => readonly Mitigation[];
}

type SignOptions = { readonly ifTrue: Likelihood; readonly otherwise: Likelihood; readonly group?: string };
/** The facts say which objects belong to the candidate and what they name; whether anything is so, the assertion says. */
type Build = (candidate: Candidate, facts: Facts) => Assertion | readonly Assertion[] | null;

function sign(id: string, build: Build, options: SignOptions, rest: Pick<Sign, "part" | "predicted">): Sign {
  return {
    id,
    ifTrue: options.ifTrue,
    otherwise: options.otherwise,
    group: options.group ?? id,
    ...rest,
    assertions(candidate, facts) {
      const built = build(candidate, facts);
      return built === null ? [] : Array.isArray(built) ? built : [built as Assertion];
    },
  };
}

/** Something that is seen where the fault is. */
export function seen(id: string, build: Build, options: SignOptions): Sign {
  return sign(id, build, options, { part: "cause", predicted: false });
}

/** Something that must be seen where the fault is, and that is left for the verifier to look at. */
export function predicts(id: string, build: Build, options: SignOptions): Sign {
  return sign(id, build, options, { part: "cause", predicted: true });
}

/** Something that cannot be so where the fault is. */
export function never(id: string, build: Build, group = id): Sign {
  return sign(
    id,
    build,
    { ifTrue: "hardly-ever", otherwise: "now-and-then", group },
    { part: "rules-out", predicted: false },
  );
}

/** Where the family's word on an entity kind stands: `other:` kinds fit no family. */
export function appliesTo(family: FaultFamily, entity: EntityRef): boolean {
  return family.on.includes(entity.kind);
}

/** The entity that answers for a broken rule is suspected. */
export function breaks(invariant: string): Trigger {
  return { signal: "state", directions: ["is", "appeared"], suspect: "entity", subjects: [invariant] };
}
