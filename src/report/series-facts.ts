/** The series behind a claim, and what it measured: plain medians, so that a sentence can name real values. */

import { assertNever } from "../core/assert-never.js";
import type { Assertion, AssertionOf, MetricSelector } from "../core/assertion.js";
import type { CaseFile } from "../core/case-file.js";
import type { Citation } from "../core/citation.js";
import type { Digest } from "../core/digest.js";
import { type EntityRef, sameEntity } from "../core/entity.js";
import type { RecordOf, TelemetryRecord } from "../core/record.js";
import { type Window, windowContains } from "../core/time.js";

type SeriesRecord = RecordOf<"series">;

export interface SeriesFacts {
  readonly evidence: Digest;
  /** Index into the answer's records. */
  readonly index: number;
  readonly record: SeriesRecord;
  readonly window: Window;
  readonly reference: Window | null;
  /** Median of the samples inside. */
  readonly inWindow: number;
  /** The same before; null where there are none, or no reference is claimed. */
  readonly inReference: number | null;
}

interface Wanted {
  readonly entity: EntityRef;
  readonly selector: MetricSelector;
  readonly window: Window;
  readonly reference: Window | null;
}

/** The series that an assertion speaks of: the cited record, else one in the cited evidence, else one anywhere. */
export function seriesFacts(assertion: Assertion, cites: readonly Citation[], file: CaseFile): readonly SeriesFacts[] {
  const cited = cites.flatMap(({ evidence, record }) => (record === null ? [] : [{ evidence, records: [record] }]));
  const wholes = [...new Set([...cites.map(({ evidence }) => evidence), ...file.evidence.keys()])];
  const places: readonly Place[] = [...cited, ...wholes.map((evidence) => ({ evidence, records: null }))];
  return wantedSeries(assertion).flatMap((wanted) => findSeries(wanted, places, file) ?? []);
}

/** Where to look: these records of a piece of evidence, or (null) all of them. */
interface Place {
  readonly evidence: Digest;
  readonly records: readonly number[] | null;
}

function wantedSeries(assertion: Assertion): readonly Wanted[] {
  switch (assertion.kind) {
    case "shifted":
      return [wantedShift(assertion)];
    case "level":
      return [{ ...named(assertion), selector: assertion.series }];
    case "differs":
      return [assertion.entity, ...assertion.peers.slice(0, 1)].map((entity) => ({
        ...named(assertion),
        entity,
        selector: assertion.series,
      }));
    case "share":
      return assertion.of.over === "series" ? [{ ...named(assertion), selector: assertion.of.numerator }] : [];
    case "precedes":
      return [assertion.first, assertion.second].flatMap((onset) =>
        onset.of === "shift" ? [wantedShift(onset.claim)] : [],
      );
    case "quoted":
    case "novel":
    case "happened":
    case "is":
    case "changed":
    case "depends":
    case "absent":
      return [];
    default:
      return assertNever(assertion);
  }
}

function named(claim: { readonly entity: EntityRef; readonly window: Window }) {
  return { entity: claim.entity, window: claim.window, reference: null };
}

function wantedShift(claim: AssertionOf<"shifted">): Wanted {
  return { entity: claim.entity, selector: claim.series, window: claim.window, reference: claim.reference };
}

function findSeries(wanted: Wanted, places: readonly Place[], file: CaseFile): SeriesFacts | null {
  for (const { evidence, records } of places) {
    const all = file.evidence.get(evidence)?.evidence.answer.records ?? [];
    for (const index of records ?? all.keys()) {
      const facts = measured(wanted, evidence, index, all[index]);
      if (facts !== null) return facts;
    }
  }
  return null;
}

function measured(
  wanted: Wanted,
  evidence: Digest,
  index: number,
  record: TelemetryRecord | undefined,
): SeriesFacts | null {
  if (record?.kind !== "series" || !fits(record, wanted)) return null;
  const inWindow = medianInside(record, wanted.window);
  if (inWindow === null) return null;
  const inReference = wanted.reference === null ? null : medianInside(record, wanted.reference);
  return { evidence, index, record, window: wanted.window, reference: wanted.reference, inWindow, inReference };
}

function fits(record: SeriesRecord, { entity, selector }: Wanted): boolean {
  if (!sameEntity(record.entity, entity)) return false;
  if (selector.role !== undefined && record.role !== selector.role) return false;
  if (selector.metric !== undefined && record.metric !== selector.metric) return false;
  return Object.entries(selector.labels ?? {}).every(([label, value]) => record.labels[label] === value);
}

/** The median of the finite samples inside the window; null where there are none. */
export function medianInside(record: SeriesRecord, window: Window): number | null {
  const inside = record.values.filter((value, i): value is number => {
    const at = record.times[i];
    return value !== null && at !== undefined && windowContains(window, at);
  });
  if (inside.length === 0) return null;
  const sorted = inside.sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
