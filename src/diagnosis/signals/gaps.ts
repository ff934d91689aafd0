import { entityKey } from "../../core/entity.js";
import type { MetricRole } from "../../core/metric-role.js";
import type { Observation } from "../../core/observation.js";
import { firstAt, type Samples } from "../assertions/samples.js";
import { type Context, citeOf, type Detector, DropCount, onsetBetween } from "./detector.js";
import { middle } from "./healthy-spread.js";
import { usableSeries } from "./usable-series.js";

const REFERENCE_SAMPLES = 5;
/** Missing samples in a row that make silence; fewer are a scrape that failed. */
const SILENT_STEPS = 5;

/** What tells best that an entity is gone, first. */
const TELLING: readonly MetricRole[] = ["availability", "request-rate", "cpu", "memory"];

/**
 * An entity of which every series fell silent while those of others went on: it, or what watches it, is gone. One
 * silent series is no such sign: without traffic there is no latency. Where all series end at once it is the
 * source that stopped, and that tells nothing about any entity.
 */
export const gaps: Detector = {
  name: "gaps",
  detect(facts, context) {
    const byEntity = new Map<string, Samples[]>();
    for (const one of usableSeries(facts, context).series) {
      const own = byEntity.get(entityKey(one.entity)) ?? [];
      byEntity.set(entityKey(one.entity), own);
      own.push(one);
    }
    const end = Math.min(context.window.to, context.now);
    const last = lastSample([...byEntity.values()].flat(), end);
    const dropped = new DropCount();
    const observations = [...byEntity.values()].flatMap((own) => {
      const silence = silenceOf(own, context, end);
      if (silence === null) return [];
      if (last > silence.after + silence.step * SILENT_STEPS) return vanished(own, silence) ?? [];
      dropped.add("entities of which all series end together with those of all others: their source stopped");
      return [];
    });
    return { observations, dropped: dropped.list() };
  },
};

interface Silence {
  /** Time of the last sample of all, and the usual time between two. */
  readonly after: number;
  readonly step: number;
}

function lastSample(series: readonly Samples[], end: number): number {
  return series.reduce((latest, { times }) => Math.max(latest, times[firstAt(times, end) - 1] ?? 0), 0);
}

function silenceOf(own: readonly Samples[], { reference, window }: Context, end: number): Silence | null {
  if (reference === null) return null;
  const steps = own.flatMap(({ times }) => {
    const healthy = times.slice(firstAt(times, reference.from), firstAt(times, reference.to));
    if (healthy.length < REFERENCE_SAMPLES) return [];
    return [middle(healthy.slice(1).map((time, index) => time - (healthy[index] ?? time)))];
  });
  const after = lastSample(own, end);
  const step = steps.reduce((a, b) => Math.max(a, b), 0);
  return steps.length > 0 && end - after > step * SILENT_STEPS && after < window.to ? { after, step } : null;
}

function vanished(own: readonly Samples[], { after, step }: Silence): Observation | null {
  const telling = TELLING.flatMap((role) => own.find((one) => one.role === role) ?? [])[0] ?? own[0];
  const ref = telling?.refs.at(-1);
  if (telling === undefined || ref === undefined) return null;
  return {
    detector: "gaps",
    entity: telling.entity,
    signal: telling.role,
    direction: "vanished",
    size: own.length,
    onset: onsetBetween(after, after + Math.round(step)),
    subject: telling.metric,
    other: null,
    cite: citeOf(ref),
  };
}
