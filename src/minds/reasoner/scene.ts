/** What hurts, since when, and what it is compared with: read from the incident, refined by what was seen. */
import type { Assertion, AssertionOf } from "../../core/assertion.js";
import type { EntityRef } from "../../core/entity.js";
import { sameEntity } from "../../core/entity.js";
import { GOLDEN_SIGNALS } from "../../core/golden-signals.js";
import type { Symptom } from "../../core/hypothesis.js";
import type { Observation } from "../../core/observation.js";
import type { Signal } from "../../core/signal.js";
import type { Instant, Window } from "../../core/time.js";
import type { SeatView } from "../../core/view.js";
import { evaluate } from "../../diagnosis/assertions/evaluate.js";
import type { Facts } from "../../diagnosis/assertions/facts.js";
import { asObservation, type BrokenRule, brokenRules } from "../../diagnosis/invariants/broken.js";
import { answeringFor } from "../../diagnosis/invariants/objects.js";
import { detect } from "../../diagnosis/signals/detect.js";
import { callGraph } from "../../diagnosis/weighing/call-graph.js";
import type { Scene } from "../../diagnosis/weighing/suspects.js";

/** Without a word from anyone the incident is looked for in this much of the past. */
const DEFAULT_SINCE_MS = 10 * 60_000;
/** An alert fires after its condition has held for a while. */
const ALERT_LAG_MS = 2 * 60_000;
/** The evaluator asks for five samples; at less than this there are none. */
const SHORTEST_REFERENCE_MS = 25_000;
const MOST_SHOWN = 4;
/** What has recovered has been well for this long. */
export const CALM_MS = 30_000;

export interface ReadScene extends Scene {
  readonly observations: readonly Observation[];
  /** When the symptom began, as seen; null where it was not seen. */
  readonly onset: Instant | null;
  /** What shows the symptom: golden signals that left their reference; without any, the rules that are broken. */
  readonly shown: readonly Assertion[];
  readonly broken: readonly BrokenRule[];
  /** Golden signals that were looked at and are where they were. */
  readonly quiet: readonly AssertionOf<"shifted">[];
  /** The symptom was there, and in the last moments before the present it is not. */
  readonly recovered: boolean;
}

export function readScene(view: SeatView, facts: Facts): ReadScene {
  const broken = brokenRules(facts);
  const scene = metricScene(view, facts, broken);
  // Where nothing is measured, the broken rules are all there is to go by.
  return facts.all("series").length > 0 ? scene : { ...scene, ...stateScene(view, scene, broken) };
}

/** A scope is told and nothing is measured: the symptom is found, in the rules that its objects break. */
function stateScene(view: SeatView, scene: ReadScene, broken: readonly BrokenRule[]): Partial<ReadScene> {
  const worst = broken
    .filter(({ invariant }) => invariant.weight > 1)
    .toSorted((a, b) => b.invariant.weight - a.invariant.weight);
  const named = view.incident.scope[0] ?? scene.symptom.entity;
  const symptom: Symptom = { entity: named, signal: "state", direction: "is", since: null, from: "discovered" };
  return {
    symptom,
    onset: null,
    reference: null,
    window: view.incident.window,
    shown: worst.map(({ assertion }) => assertion).slice(0, MOST_SHOWN),
  };
}

function metricScene(view: SeatView, facts: Facts, broken: readonly BrokenRule[]): ReadScene {
  const since = view.incident.since ?? view.now - DEFAULT_SINCE_MS;
  const reference = referenceWindow(view, facts, since);
  const end = endOfSymptom(view);
  const early: Window = { from: Math.max(reference?.to ?? 0, since - ALERT_LAG_MS), to: end };
  const observations = [
    ...detect(facts, { window: early, reference, now: view.now, since }),
    ...broken.flatMap((rule) => asObservation(rule, facts)),
  ];
  const entity = symptomEntity(view, facts, observations);
  const onset = symptomOnset(observations, entity, view.incident.signal);
  const window: Window = { from: Math.min(Math.max(onset ?? since, early.from), end - 1), to: end };
  const symptom = readSymptom(view, entity, observations, onset ?? since);
  const checks = goldenChecks(entity, window, reference).map((claim) => ({
    claim,
    truth: evaluate(claim, facts).truth,
  }));
  const shown = checks.filter(({ truth }) => truth === "holds").map(({ claim }) => claim);
  const lately = goldenChecks(entity, { from: Math.max(view.now - CALM_MS, window.from), to: view.now }, reference);
  const calm = lately.map((claim) => evaluate(claim, facts).truth);
  return {
    symptom,
    window,
    reference,
    timed: facts.all("series").length > 0,
    answers: (one) => answeringFor(one, facts),
    horizon: view.incident.window.from,
    graph: callGraph(facts, (one) => observations.some((seen) => isHurt(seen) && sameEntity(seen.entity, one))),
    observations,
    broken,
    onset,
    shown,
    recovered: shown.length > 0 && calm.includes("fails") && !calm.includes("holds"),
    quiet: checks.filter(({ truth }) => truth === "fails").map(({ claim }) => claim),
  };
}

/** The longest window that somebody declared healthy and that ended before the trouble; else the time before it. */
function referenceWindow(view: SeatView, facts: Facts, since: Instant): Window | null {
  const declared = facts
    .all("reference")
    .map(({ record }) => ({ from: record.window.from, to: Math.min(record.window.to, since) }))
    .filter(({ from, to }) => to - from >= SHORTEST_REFERENCE_MS)
    .sort((a, b) => b.to - b.from - (a.to - a.from))[0];
  if (declared !== undefined) return declared;
  const before = { from: view.incident.window.from, to: since - ALERT_LAG_MS };
  return before.to - before.from >= SHORTEST_REFERENCE_MS ? before : null;
}

/** An alert that has ended tells until when; otherwise it goes on. */
function endOfSymptom(view: SeatView): Instant {
  const ends = view.incident.alerts.map((alert) => alert.endsAt);
  const known = ends.flatMap((end) => end ?? []);
  return known.length > 0 && known.length === ends.length ? Math.min(view.now, Math.max(...known)) : view.now;
}

function symptomEntity(view: SeatView, facts: Facts, observations: readonly Observation[]): EntityRef {
  const named = view.incident.scope[0] ?? view.incident.alerts.find((alert) => alert.entity !== null)?.entity ?? null;
  if (named !== null) return asKnown(named, facts);
  return discovered(facts, observations) ?? { kind: "cluster", namespace: "", name: "unknown" };
}

/** An alert names a service in its own words: the entity of that name that the facts know, where there is one. */
function asKnown(named: EntityRef, facts: Facts): EntityRef {
  const known = facts.all("series").map(({ record }) => record.entity);
  const exact = known.find((entity) => sameEntity(entity, named));
  const alike = known.find(
    (entity) => entity.name === named.name && (named.namespace === "" || entity.namespace === named.namespace),
  );
  return exact ?? alike ?? named;
}

function isHurt({ signal, direction }: Observation): boolean {
  return GOLDEN_SIGNALS.some(([role, worse]) => role === signal && worse === direction);
}

/** Of those that hurt, the one nearest to the users: whom nobody else that hurts calls. */
function discovered(facts: Facts, observations: readonly Observation[]): EntityRef | null {
  const graph = callGraph(facts);
  const hurting = observations.filter(({ signal, direction }) =>
    GOLDEN_SIGNALS.some(([role, worse]) => role === signal && worse === direction),
  );
  const outermost = hurting.filter(
    ({ entity }) =>
      !graph.callersOf(entity).some((caller) => hurting.some((other) => sameEntity(other.entity, caller))),
  );
  return outermost.toSorted((a, b) => b.size - a.size)[0]?.entity ?? null;
}

function symptomOnset(observations: readonly Observation[], entity: EntityRef, signal: Signal | null): Instant | null {
  const own = observations.filter(
    (one) =>
      sameEntity(one.entity, entity) &&
      GOLDEN_SIGNALS.some(([role, worse]) => role === one.signal && worse === one.direction) &&
      one.onset !== null,
  );
  const told = own.filter((one) => one.signal === signal);
  const onsets = (told.length > 0 ? told : own).flatMap(({ onset }) => onset?.at ?? []);
  return onsets.length === 0 ? null : Math.min(...onsets);
}

function readSymptom(view: SeatView, entity: EntityRef, observations: readonly Observation[], since: Instant): Symptom {
  const seen = observations
    .filter(
      (one) =>
        sameEntity(one.entity, entity) &&
        GOLDEN_SIGNALS.some(([role, worse]) => role === one.signal && worse === one.direction),
    )
    .toSorted((a, b) => b.size - a.size)[0];
  const signal = view.incident.signal ?? seen?.signal ?? "latency";
  const direction = GOLDEN_SIGNALS.find(([role]) => role === signal)?.[1] ?? "up";
  const named = view.incident.scope.length > 0 || view.incident.alerts.some((alert) => alert.entity !== null);
  const from = !named ? "discovered" : view.incident.source === "scope" ? "scope" : "alert";
  return { entity, signal, direction, since, from };
}

/** The golden signals of an entity against their reference. */
export function goldenChecks(
  entity: EntityRef,
  window: Window,
  reference: Window | null,
): readonly AssertionOf<"shifted">[] {
  if (reference === null) return [];
  return GOLDEN_SIGNALS.map(([role, direction]) => ({
    kind: "shifted",
    entity,
    series: { role },
    window,
    reference,
    direction,
    factor: 1.5,
  }));
}
