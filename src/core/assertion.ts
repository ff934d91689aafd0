/**
 * A claim that code can check: twelve kinds, each three-valued (see `truth`). Claims are data, so that a mind of
 * any make can state them, the verifier can negate them, and the journal can keep them for ever.
 */
import { z } from "zod";
import { EntityRef } from "./entity.js";
import { EvidenceId } from "./evidence.js";
import { Json } from "./json.js";
import { MetricRole } from "./metric-role.js";
import type { DeepReadonly } from "./readonly.js";
import { CHANGE_KINDS, EdgeRecord, SEVERITIES, STATE_ASPECTS } from "./record.js";
import { Instant, Window } from "./time.js";

/** Which series of an entity: by role, or by the metric's own name where the role has several. */
export const MetricSelector = z.strictObject({
  role: MetricRole.optional(),
  metric: z.string().max(256).optional(),
  /** Labels that must be equal. */
  labels: z.record(z.string(), z.string()).optional(),
});

/** A condition on a state's fields. `path` is dotted; `*` stands for any element of an array or any key. */
export const Condition = z.strictObject({
  path: z.string().min(1).max(512),
  op: z.enum([
    "equals",
    "not-equals",
    "contains",
    "matches-any",
    "above",
    "below",
    "exists",
    "missing",
    "empty",
    "not-empty",
    /** Compared with another field of the same state: `value` is its path. */
    "below-field",
    "differs-from-field",
  ]),
  /** Compared with; a list for `matches-any` (contains one of); absent for `exists`, `missing`, `empty`, `not-empty`. */
  value: Json.optional(),
});
export type Condition = DeepReadonly<z.infer<typeof Condition>>;

const Bound = { op: z.enum(["above", "below"]), bound: z.number() };
const Aggregate = z.enum(["median", "mean", "max", "min", "last", "first"]);

/** The quoted text stands in that evidence, and in a record about `entity` where one is named. */
const Quoted = z.strictObject({
  kind: z.literal("quoted"),
  evidence: EvidenceId,
  record: z.int().nonnegative().optional(),
  quote: z.string().min(1).max(4096),
  entity: EntityRef.nullable(),
});

/** A value beyond a bound: `aggregate` of the samples inside the window. */
const Level = z.strictObject({
  kind: z.literal("level"),
  entity: EntityRef,
  series: MetricSelector,
  window: Window,
  aggregate: Aggregate,
  ...Bound,
});

/** Different from its own reference: by at least `factor` in ratio of medians and beyond the reference's own spread. */
const Shifted = z.strictObject({
  kind: z.literal("shifted"),
  entity: EntityRef,
  series: MetricSelector,
  window: Window,
  reference: Window,
  direction: z.enum(["up", "down"]),
  /** Ratio of medians that must be exceeded, > 1; for `down` its inverse. */
  factor: z.number().gt(1),
});

/** A log template is new, or its rate jumped by at least `factor`, against the reference. */
const Novel = z.strictObject({
  kind: z.literal("novel"),
  entity: EntityRef,
  /** A masked template (see `log-template`), or a part of one. */
  template: z.string().min(1).max(400),
  window: Window,
  reference: Window.nullable(),
  factor: z.number().gt(1),
});

/** An event (a cluster's, or an error line) was reported: its reason equals one of `reasons` or its message contains one of `text`. */
const Happened = z.strictObject({
  kind: z.literal("happened"),
  entity: EntityRef,
  reasons: z.array(z.string()).max(32),
  text: z.array(z.string()).max(32),
  sources: z.array(z.enum(["event", "line", "span"])).min(1),
  minSeverity: z.enum(SEVERITIES).optional(),
  /** `null`: at any time in a source without a clock. */
  window: Window.nullable(),
});

/** A state of the entity fits all conditions in one record. */
const Is = z.strictObject({
  kind: z.literal("is"),
  entity: EntityRef,
  aspect: z.enum(STATE_ASPECTS),
  where: z.array(Condition).max(16),
  window: Window.nullable(),
  /** How many records must fit: at least this many (default 1). */
  atLeast: z.int().min(1).optional(),
});

/** A change touched the entity in the window. */
const Changed = z.strictObject({
  kind: z.literal("changed"),
  entity: EntityRef,
  changes: z.array(z.enum(CHANGE_KINDS)).min(1),
  /** A field's path that was touched, or a part of it. */
  path: z.string().optional(),
  window: Window,
});

/** An edge leads from one entity to the other. */
const Depends = z.strictObject({
  kind: z.literal("depends"),
  from: EntityRef,
  to: EntityRef,
  relations: z.array(EdgeRecord.shape.relation).min(1),
});

/** Something whose beginning can be seen: where a metric left its reference, an event, a change, a template. */
const OnsetOf = z.union([
  z.strictObject({ of: z.literal("shift"), claim: Shifted }),
  z.strictObject({ of: z.literal("event"), claim: Happened }),
  z.strictObject({ of: z.literal("change"), claim: Changed }),
  z.strictObject({ of: z.literal("state"), claim: Is }),
  z.strictObject({ of: z.literal("instant"), at: Instant }),
]);

/** The first began before the second, or at most `toleranceMs` after it. */
const Precedes = z.strictObject({
  kind: z.literal("precedes"),
  first: OnsetOf,
  second: OnsetOf,
  toleranceMs: z.int().nonnegative(),
});

/** It was looked for, and is not there. Unknown outside coverage. */
const Absent = z.strictObject({
  kind: z.literal("absent"),
  what: z.discriminatedUnion("kind", [Happened, Changed, Novel, Is]),
});

/** Its level differs from that of healthy peers in the same window by at least `factor`. */
const Differs = z.strictObject({
  kind: z.literal("differs"),
  entity: EntityRef,
  peers: z.array(EntityRef).min(1).max(64),
  series: MetricSelector,
  window: Window,
  direction: z.enum(["up", "down"]),
  factor: z.number().gt(1),
});

/** A ratio of two series' sums, or of failed to all calls on an edge, with the exposure that it needs to mean anything. */
const Share = z.strictObject({
  kind: z.literal("share"),
  entity: EntityRef,
  of: z.discriminatedUnion("over", [
    z.strictObject({ over: z.literal("series"), numerator: MetricSelector, denominator: MetricSelector }),
    z.strictObject({ over: z.literal("edge"), to: EntityRef }),
    z.strictObject({ over: z.literal("spans") }),
    z.strictObject({ over: z.literal("lines"), text: z.array(z.string()).min(1).max(32) }),
  ]),
  window: Window,
  ...Bound,
  /** Fewer calls, spans or lines than this prove nothing. */
  minExposure: z.number().nonnegative(),
});

export const Assertion = z.discriminatedUnion("kind", [
  Quoted,
  Level,
  Shifted,
  Novel,
  Happened,
  Is,
  Changed,
  Depends,
  Precedes,
  Absent,
  Differs,
  Share,
]);
export type Assertion = DeepReadonly<z.infer<typeof Assertion>>;
export type AssertionKind = Assertion["kind"];
export type AssertionOf<K extends AssertionKind> = Extract<Assertion, { kind: K }>;
export type OnsetOf = DeepReadonly<z.infer<typeof OnsetOf>>;
export type MetricSelector = DeepReadonly<z.infer<typeof MetricSelector>>;
export const ASSERTION_KINDS = Assertion.options.map((option) => option.shape.kind.value) as readonly AssertionKind[];
