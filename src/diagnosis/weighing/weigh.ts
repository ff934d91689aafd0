/**
 * How well each candidate stands: log-odds of prior and signs, and whether it explains the symptom.
 *
 * 1. Signs of one group count once, by the strongest that holds; only if none holds does one that fails count.
 * 2. A sign nobody has looked at moves nothing.
 * 3. A candidate from which no way leads to the symptom, or that began after it, does not explain it.
 */
import { type EntityRef, sameEntity } from "../../core/entity.js";
import type { Instant } from "../../core/time.js";
import type { Truth } from "../../core/truth.js";
import type { Facts } from "../assertions/facts.js";
import { type Candidate, type FaultFamily, PRIOR } from "../faults/family.js";
import { CLOCK_TOLERANCE_MS } from "../faults/signs.js";
import type { CallGraph } from "./call-graph.js";
import { earliestOnset, type Reading, readSign, weightOf } from "./read-sign.js";

export interface Explanation {
  /** From the cause to the symptom's entity; null where no way is known. */
  readonly path: readonly EntityRef[] | null;
  readonly reaches: Truth;
  /** Whether its first sign came before the symptom, or with it. */
  readonly inTime: Truth;
}

export interface Weighed {
  readonly family: FaultFamily;
  readonly candidate: Candidate;
  readonly readings: readonly Reading[];
  readonly explanation: Explanation;
  readonly since: Instant | null;
  readonly logOdds: number;
}

const REACH_WEIGHT = { holds: 0.5, unknown: -0.5, fails: -4 } as const;
const TIME_WEIGHT = { holds: 0.5, unknown: 0, fails: -3 } as const;

export function weigh(
  family: FaultFamily,
  candidate: Candidate,
  facts: Facts,
  graph: CallGraph,
  symptomOnset: Instant | null,
): Weighed {
  const readings = [...family.expect, ...family.forbids].flatMap((sign) => readSign(sign, candidate, facts) ?? []);
  const since = earliestOnset(readings) ?? candidate.since;
  const explanation = explain(family, candidate, graph, since, symptomOnset);
  const logOdds =
    logit(PRIOR[family.prior]) +
    groupWeights(readings) +
    REACH_WEIGHT[explanation.reaches] +
    TIME_WEIGHT[explanation.inTime];
  return { family, candidate, readings, explanation, since, logOdds };
}

export function byLogOdds(a: Weighed, b: Weighed): number {
  return b.logOdds - a.logOdds || compareText(nameOf(a), nameOf(b));
}

/** One text per candidate and family, so that equal weights have one order. */
export function nameOf({ family, candidate }: Pick<Weighed, "family" | "candidate">): string {
  const { kind, namespace, name } = candidate.entity;
  return `${family.id} ${kind}:${namespace}/${name}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}

function groupWeights(readings: readonly Reading[]): number {
  const groups = new Map<string, readonly Reading[]>();
  for (const reading of readings) groups.set(reading.sign.group, [...(groups.get(reading.sign.group) ?? []), reading]);
  let sum = 0;
  for (const group of groups.values()) {
    const holding = group.filter((reading) => reading.truth === "holds").map(weightOf);
    const failing = group.filter((reading) => reading.truth === "fails").map(weightOf);
    if (holding.length > 0) sum += holding.reduce((a, b) => (Math.abs(a) > Math.abs(b) ? a : b));
    else if (failing.length > 0) sum += failing.reduce((a, b) => (Math.abs(a) > Math.abs(b) ? a : b));
  }
  return sum;
}

/** A namespace is harmed by what is wrong with anything in it, and by the nodes that its pods run on. */
function wayWithin(cause: EntityRef, harmed: EntityRef): readonly EntityRef[] | null {
  if (harmed.kind !== "namespace") return null;
  if (sameEntity(cause, harmed)) return [harmed];
  return cause.namespace === harmed.name || cause.kind === "node" ? [cause, harmed] : null;
}

function explain(
  family: FaultFamily,
  candidate: Candidate,
  graph: CallGraph,
  since: Instant | null,
  symptomOnset: Instant | null,
): Explanation {
  const { entity, symptom } = candidate;
  const path = wayWithin(entity, symptom.entity) ?? graph.wayFrom(entity, symptom.entity, family.reach);
  const reaches: Truth = path !== null ? "holds" : graph.knows(candidate.entity) ? "fails" : "unknown";
  const inTime: Truth =
    since === null || symptomOnset === null
      ? "unknown"
      : since <= symptomOnset + CLOCK_TOLERANCE_MS
        ? "holds"
        : "fails";
  return { path, reaches, inTime };
}
