import { z } from "zod";
import { Assertion } from "./assertion.js";
import { Citation, Cite } from "./citation.js";
import { EntityRef } from "./entity.js";
import { FaultId } from "./fault.js";
import { Mitigation } from "./mitigation.js";
import { Query } from "./query.js";
import type { DeepReadonly } from "./readonly.js";
import { Direction, Signal } from "./signal.js";
import { Instant, Window } from "./time.js";

/** What hurts: read from an alert, or found in a scope. */
export const Symptom = z.strictObject({
  entity: EntityRef,
  signal: Signal,
  direction: Direction,
  since: Instant.nullable(),
  /** Read from an alert's data, stated by a person, or discovered by looking. */
  from: z.enum(["alert", "scope", "discovered"]),
});
export type Symptom = DeepReadonly<z.infer<typeof Symptom>>;

/** One assertion of a claim, with the part that it plays in it and the places it rests on. */
export const ClaimPart = <C extends z.ZodType>(cite: C) =>
  z.strictObject({
    part: z.enum(["cause", "symptom", "path", "onset", "rules-out", "recovery"]),
    assertion: Assertion,
    cites: z.array(cite).max(16),
  });

/** What should be seen if the claim is true and that nobody has looked at yet, with the question that shows it. */
export const Prediction = z.union([
  z.strictObject({ kind: z.literal("predicted"), assertion: Assertion, query: Query }),
  z.strictObject({ kind: z.literal("none-available"), why: z.string().max(512) }),
]);
export type Prediction = DeepReadonly<z.infer<typeof Prediction>>;

const shape = <C extends z.ZodType>(cite: C) => ({
  symptom: Symptom,
  /** The window in which the fault is claimed to have been seen, and the one it is compared with. */
  window: Window,
  reference: Window.nullable(),
  parts: z.array(ClaimPart(cite)).max(64),
  prediction: Prediction,
  mitigations: z.array(Mitigation).max(8),
});

const Fault = <C extends z.ZodType>(cite: C) =>
  z.strictObject({
    kind: z.literal("fault"),
    cause: z.strictObject({ entity: EntityRef, fault: FaultId, since: Instant.nullable() }),
    /** From the cause to the symptom's entity, both included. */
    path: z.array(EntityRef).min(1).max(16),
    ...shape(cite),
  });

/** *Nothing is wrong* is a claim too, with challenges of its own. */
const NoFault = <C extends z.ZodType>(cite: C) =>
  z.strictObject({
    kind: z.literal("no-fault"),
    why: z.enum(["recovered", "never-there", "within-normal-range"]),
    ...shape(cite),
  });

/** As a mind proposes it: cites by text. */
export const ProposedHypothesis = z.discriminatedUnion("kind", [Fault(Cite), NoFault(Cite)]);
export type ProposedHypothesis = DeepReadonly<z.infer<typeof ProposedHypothesis>>;

/** As code has accepted it for judgement: each cite resolved to bytes. */
export const Hypothesis = z.discriminatedUnion("kind", [Fault(Citation), NoFault(Citation)]);
export type Hypothesis = DeepReadonly<z.infer<typeof Hypothesis>>;
export type FaultHypothesis = Extract<Hypothesis, { kind: "fault" }>;
export type NoFaultHypothesis = Extract<Hypothesis, { kind: "no-fault" }>;
