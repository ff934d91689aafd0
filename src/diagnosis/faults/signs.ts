/** Assertions that several families share, so that the same sign is stated in one way. */
import type { Assertion, AssertionOf, Condition } from "../../core/assertion.js";
import type { StateAspect } from "../../core/capability.js";
import type { EntityRef } from "../../core/entity.js";
import type { MetricRole } from "../../core/metric-role.js";
import type { Window } from "../../core/time.js";
import type { Candidate } from "./family.js";

/** A change may act some minutes after it was made (a rollout, a cache that expires). */
export const CHANGE_LEAD_MS = 15 * 60_000;
/** Clocks of two sources may differ by this much, and a scrape sees things later than they are. */
export const CLOCK_TOLERANCE_MS = 15_000;

/** The time in which something must have happened to have caused what began at `since`. */
export function leadWindow({ since, window, horizon }: Candidate): Window {
  const onset = since ?? window.from;
  return {
    from: Math.max(Math.min(horizon, onset), onset - CHANGE_LEAD_MS),
    to: Math.min(window.to, onset + CLOCK_TOLERANCE_MS),
  };
}

/** A metric of the entity has left its reference. Null without a reference to compare with. */
export function shifted(
  candidate: Candidate,
  role: MetricRole,
  direction: "up" | "down",
  factor: number,
  entity: EntityRef = candidate.entity,
): AssertionOf<"shifted"> | null {
  const { window, reference } = candidate;
  return reference === null
    ? null
    : { kind: "shifted", entity, series: { role }, window, reference, direction, factor };
}

/** The same of any of several entities. */
export function anyShifted(
  candidate: Candidate,
  entities: readonly EntityRef[],
  role: MetricRole,
  direction: "up" | "down",
  factor: number,
): readonly Assertion[] {
  return entities.flatMap((entity) => shifted(candidate, role, direction, factor, entity) ?? []);
}

export function level(
  { entity, window }: Candidate,
  role: MetricRole,
  op: "above" | "below",
  bound: number,
  aggregate: AssertionOf<"level">["aggregate"] = "median",
): AssertionOf<"level"> {
  return { kind: "level", entity, series: { role }, window, aggregate, op, bound };
}

export function changed(
  candidate: Candidate,
  changes: AssertionOf<"changed">["changes"],
  path?: string,
): AssertionOf<"changed"> {
  return {
    kind: "changed",
    entity: candidate.entity,
    changes,
    window: leadWindow(candidate),
    ...(path === undefined ? {} : { path }),
  };
}

/** Aspects that a source remembers for a while; of everything else it tells how things stand now. */
const REMEMBERED: ReadonlySet<StateAspect> = new Set(["session", "lock", "statement", "replication", "queue"]);

/** Most changes that break something do so at once. */
const AT_ONCE_MS = 90_000;

/** The same, shortly before the symptom began: what was changed long before has other explanations. */
export function changedJustBefore(
  { entity, window, horizon }: Candidate,
  changes: AssertionOf<"changed">["changes"],
): AssertionOf<"changed"> {
  const near = {
    from: Math.max(Math.min(horizon, window.from), window.from - AT_ONCE_MS),
    to: Math.min(window.to, window.from + CLOCK_TOLERANCE_MS),
  };
  return { kind: "changed", entity, changes, window: near };
}

export function state(
  { entity, window, timed }: Candidate,
  aspect: StateAspect,
  where: readonly Condition[],
  atLeast?: number,
): AssertionOf<"is"> {
  const when = timed && REMEMBERED.has(aspect) ? window : null;
  return { kind: "is", entity, aspect, where, window: when, ...(atLeast === undefined ? {} : { atLeast }) };
}

/** A log line with one of these words. */
export function logged(
  { window, timed }: Candidate,
  entity: EntityRef,
  text: readonly string[],
  minSeverity: "info" | "warn" | "error" = "warn",
): AssertionOf<"happened"> {
  return { kind: "happened", entity, reasons: [], text, sources: ["line"], minSeverity, window: timed ? window : null };
}

/** An event of a cluster with one of these reasons. */
export function reported(
  { entity, window, timed }: Candidate,
  reasons: readonly string[],
  text: readonly string[] = [],
): AssertionOf<"happened"> {
  return { kind: "happened", entity, reasons, text, sources: ["event"], window: timed ? window : null };
}

/** Words with which every common runtime says that a name or an address leads nowhere. */
export const UNREACHABLE = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "connection refused",
  "no such host",
  "Name or service not known",
  "Temporary failure in name resolution",
  "UnknownHostException",
  "no route to host",
  "getaddrinfo",
] as const;
