import { type EntityRef, entityKey } from "../../src/core/entity.js";
import { metricRole } from "../../src/core/metric-role.js";
import type { RecordedSeries } from "../../src/core/recording.js";
import { labelText } from "./metric-labels.js";

/** What a raw series is to its metric: a histogram is scraped as many series with a suffix each. */
export type MetricPart = "gauge" | "counter" | "bucket" | "count" | "sum";

/** One raw series, in as many pieces as it was recorded. */
export interface RawSeries {
  readonly labels: RecordedSeries["labels"];
  readonly pieces: readonly [RecordedSeries, ...RecordedSeries[]];
}

/** All series of one metric of one entity. */
export interface MetricFamily {
  readonly entity: EntityRef;
  /** The metric's name, of a histogram without suffix. */
  readonly name: string;
  readonly unit: string;
  readonly parts: ReadonlyMap<MetricPart, readonly RawSeries[]>;
}

export function metricFamilies(recorded: readonly RecordedSeries[]): readonly MetricFamily[] {
  const families = new Map<
    string,
    { pieces: Map<MetricPart, RecordedSeries[]>; first: RecordedSeries; name: string }
  >();
  for (const series of recorded) {
    const { name, part } = partOf(series);
    const key = `${entityKey(series.entity)}\n${name}`;
    const family = families.get(key) ?? { pieces: new Map(), first: series, name };
    families.set(key, family);
    const pieces = family.pieces.get(part);
    if (pieces === undefined) family.pieces.set(part, [series]);
    else pieces.push(series);
  }
  return [...families.values()].map(({ pieces, first, name }) => ({
    entity: first.entity,
    name,
    unit: first.unit,
    parts: new Map([...pieces].map(([part, series]) => [part, byLabels(series)])),
  }));
}

export function partOf({ metric, type, labels }: RecordedSeries): { readonly name: string; readonly part: MetricPart } {
  if (type === "gauge") return { name: metric, part: "gauge" };
  const [, name, suffix] = /^(.+)_(bucket|sum|count)$/.exec(metric) ?? [];
  if (name !== undefined && suffix !== undefined) {
    const ofHistogram = type === "histogram" || labels["le"] !== undefined || metricRole(name).endsWith("latency");
    if (ofHistogram) return { name, part: suffix as MetricPart };
  }
  return { name: metric, part: labels["le"] === undefined ? "counter" : "bucket" };
}

function byLabels(series: readonly RecordedSeries[]): readonly RawSeries[] {
  const groups = new Map<string, [RecordedSeries, ...RecordedSeries[]]>();
  for (const piece of series) {
    const key = `${piece.metric} ${labelText(piece.labels)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [piece]);
    else group.push(piece);
  }
  return [...groups.values()].map((pieces) => ({ labels: pieces[0].labels, pieces }));
}
