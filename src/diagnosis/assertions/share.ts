import { assertNever } from "../../core/assert-never.js";
import type { AssertionOf, MetricSelector } from "../../core/assertion.js";
import { type EntityRef, entityKey, sameEntity } from "../../core/entity.js";
import { type Window, windowContains, windowCovers, windowOverlap } from "../../core/time.js";
import { type Evaluation, figure, judged, unknown } from "./evaluation.js";
import type { Facts } from "./facts.js";
import { median } from "./plain-statistics.js";
import type { RecordRef } from "./record-index.js";
import { type Samples, valuesIn } from "./samples.js";

type Share = AssertionOf<"share">;

interface Counted {
  readonly part: number;
  /** The exposure. */
  readonly whole: number;
  readonly basis: readonly RecordRef[];
}

/**
 * A part of a whole is beyond a bound, with the exposure that it needs to mean anything. All through the window
 * must have been looked at without a filter, since a share of a selection is a share of nothing else.
 */
export function evaluateShare(assertion: Share, facts: Facts): Evaluation {
  const counted = count(assertion, facts);
  if (typeof counted === "string") return unknown(counted);
  const { part, whole, basis } = counted;
  const exposure = `${figure(part)} of ${figure(whole)}`;
  if (whole < assertion.minExposure || whole <= 0) {
    return unknown(`${exposure} at ${entityKey(assertion.entity)}, at least ${figure(assertion.minExposure)} needed`, {
      basis,
    });
  }
  const measured = part / whole;
  const beyond = assertion.op === "above" ? measured > assertion.bound : measured < assertion.bound;
  const text = `${exposure} at ${entityKey(assertion.entity)}, a share of ${figure(measured)}, ${beyond ? "" : "not "}${assertion.op} ${figure(assertion.bound)}`;
  return judged(beyond ? "holds" : "fails", text, { measured, basis });
}

/** What was counted, or why it could not be. */
function count({ entity, of, window }: Share, facts: Facts): Counted | string {
  switch (of.over) {
    case "series":
      return countSeries(entity, of.numerator, of.denominator, window, facts);
    case "edge":
      return countEdge(entity, of.to, window, facts);
    case "spans":
      return countSpans(entity, window, facts);
    case "lines":
      return countLines(entity, of.text, window, facts);
    default:
      return assertNever(of);
  }
}

function countSeries(
  entity: EntityRef,
  numerator: MetricSelector,
  denominator: MetricSelector,
  window: Window,
  facts: Facts,
): Counted | string {
  const [part, whole] = [total(entity, numerator, window, facts), total(entity, denominator, window, facts)];
  if (typeof part === "string") return `the part: ${part}`;
  if (typeof whole === "string") return `the whole: ${whole}`;
  return { part: part.sum, whole: whole.sum, basis: [...part.basis.slice(0, 8), ...whole.basis.slice(0, 8)] };
}

function total(
  entity: EntityRef,
  selector: MetricSelector,
  window: Window,
  facts: Facts,
): { sum: number; basis: readonly RecordRef[] } | string {
  if (!facts.covered("series", entity, window, { series: selector }))
    return `such a series of ${entityKey(entity)} is not covered all through the window`;
  const series = facts.series(entity, selector);
  if (series.length === 0) return `no series of ${entityKey(entity)} fits`;
  if (new Set(series.map(({ metric, statistic }) => `${metric}\u0000${statistic}`)).size > 1)
    return "several metrics fit: name one";
  return { sum: series.reduce((sum, one) => sum + amount(one, window), 0), basis: series.flatMap(({ refs }) => refs) };
}

/** The sum of the samples; of a rate, its integral: each sample stands for one step. */
function amount(series: Samples, window: Window): number {
  const values = valuesIn(series, window);
  const sum = values.reduce((total, value) => total + value, 0);
  if (series.statistic !== "rate" && series.unit !== "1/s") return sum;
  const steps = series.times.slice(1).map((time, index) => time - (series.times[index] ?? time));
  return steps.length === 0 ? sum : (sum * median(steps)) / 1_000;
}

/** Calls of edges whose windows lie inside of the claim's; of overlapping ones the longest, so that no call counts twice. */
function countEdge(from: EntityRef, to: EntityRef, window: Window, facts: Facts): Counted | string {
  const edges = facts.edges(from).flatMap(({ record, ref }) => {
    const { calls, errors } = record;
    const between = record.relation === "calls" && sameEntity(record.from, from) && sameEntity(record.to, to);
    if (!between || calls === undefined || errors === undefined || record.window === null) return [];
    return windowCovers(window, record.window) ? [{ calls, errors, window: record.window, ref }] : [];
  });
  edges.sort((a, b) => b.window.to - b.window.from - (a.window.to - a.window.from) || a.window.from - b.window.from);
  const chosen: (typeof edges)[number][] = [];
  for (const edge of edges)
    if (chosen.every((other) => windowOverlap(edge.window, other.window) === null)) chosen.push(edge);
  const length = chosen.reduce((sum, edge) => sum + edge.window.to - edge.window.from, 0);
  if (length < window.to - window.from)
    return `calls from ${entityKey(from)} to ${entityKey(to)} are not counted all through the window`;
  return {
    part: chosen.reduce((sum, { errors }) => sum + errors, 0),
    whole: chosen.reduce((sum, { calls }) => sum + calls, 0),
    basis: chosen.map(({ ref }) => ref),
  };
}

/** Failed ones of the spans in which the entity served or consumed; of all its spans where it has none of those. */
function countSpans(entity: EntityRef, window: Window, facts: Facts): Counted | string {
  if (!facts.covered("span", entity, window))
    return `spans of ${entityKey(entity)} are not covered all through the window`;
  const inside = facts.spans(entity).filter(({ record }) => windowContains(window, record.start));
  const serving = inside.filter(({ record }) => record.side === "server" || record.side === "consumer");
  const counted = serving.length > 0 ? serving : inside;
  const failed = counted.filter(({ record }) => record.status === "error");
  return {
    part: failed.length,
    whole: counted.length,
    basis: (failed.length > 0 ? failed : counted).map(({ ref }) => ref),
  };
}

function countLines(entity: EntityRef, texts: readonly string[], window: Window, facts: Facts): Counted | string {
  if (!facts.covered("line", entity, window))
    return `lines of ${entityKey(entity)} are not covered all through the window`;
  const inside = facts
    .lines(entity)
    .filter(({ record }) => record.time !== null && windowContains(window, record.time));
  const wanted = texts.map((text) => text.toLowerCase());
  const fitting = inside.filter(({ record }) => wanted.some((text) => record.text.toLowerCase().includes(text)));
  return {
    part: fitting.length,
    whole: inside.length,
    basis: (fitting.length > 0 ? fitting : inside).map(({ ref }) => ref),
  };
}
