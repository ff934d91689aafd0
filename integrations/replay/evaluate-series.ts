/** The numbers of a told series: one record for each combination of the labels that are kept. */
import { assertNever } from "../../src/core/assert-never.js";
import type { RawRecord } from "../../src/core/record.js";
import { meanPoints, quantilePoints, ratePoints } from "./counter-points.js";
import { combinationOf, gaugePoints } from "./gauge-points.js";
import type { RawSeries } from "./metric-family.js";
import { keptLabels, labelText, picked, statusLabel } from "./metric-labels.js";
import { joinSamples } from "./samples.js";
import type { Points, Range, Sampled } from "./series-points.js";
import type { ToldSeries } from "./told-series.js";

type SeriesRecord = Extract<RawRecord, { kind: "series" }>;

export function evaluateSeries(told: ToldSeries, range: Range): readonly SeriesRecord[] {
  const raw = told.family.parts.get(told.part) ?? [];
  const counted = told.statistic === "mean" ? [...raw, ...(told.family.parts.get("count") ?? [])] : raw;
  const kept = keptLabels(counted);
  return grouped(counted, kept).flatMap((group) => {
    if (told.failures && group.every(({ labels }) => statusLabel(labels) === null)) return [];
    const labels = labelsOf(told, group, kept);
    const sampled = group.map((one) => ({
      metric: one.pieces[0].metric,
      labels: one.labels,
      samples: joinSamples(one.pieces, range.now),
    }));
    return statistics(told, sampled, range).flatMap(({ statistic, points }) =>
      points.length === 0 ? [] : [record(told, labels, statistic, points)],
    );
  });
}

function grouped(series: readonly RawSeries[], kept: ReadonlySet<string>): readonly (readonly RawSeries[])[] {
  const groups = new Map<string, RawSeries[]>();
  for (const one of series) {
    const key = labelText(picked(one.labels, (name) => kept.has(name)));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

interface Statistic {
  readonly statistic: string;
  readonly points: Points;
}

function statistics(told: ToldSeries, sampled: readonly Sampled[], range: Range): readonly Statistic[] {
  const { statistic } = told;
  switch (statistic) {
    case "value": {
      const how = combinationOf(sampled.length, told.role, told.unit);
      return [{ statistic: how, points: gaugePoints(sampled, how, range) }];
    }
    case "rate":
      return [{ statistic, points: ratePoints(sampled, told.failures, range) }];
    case "quantiles": {
      const [p50 = [], p95 = []] = quantilePoints(sampled, [0.5, 0.95], range);
      return [
        { statistic: "p50", points: p50 },
        { statistic: "p95", points: p95 },
      ];
    }
    case "mean":
      return [{ statistic, points: meanPoints(sampled, range) }];
    default:
      return assertNever(statistic);
  }
}

/** The kept labels; of failures also the one that tells them. */
function labelsOf(
  { failures }: ToldSeries,
  group: readonly RawSeries[],
  kept: ReadonlySet<string>,
): SeriesRecord["labels"] {
  const labels = picked(group[0]?.labels ?? {}, (name) => kept.has(name));
  const status = failures ? group.map((one) => statusLabel(one.labels)).find((name) => name !== null) : null;
  return status === null || status === undefined ? labels : { ...labels, [status]: "failed" };
}

function record(told: ToldSeries, labels: SeriesRecord["labels"], statistic: string, points: Points): SeriesRecord {
  const { family, metric, role, unit } = told;
  return {
    kind: "series",
    entity: family.entity,
    metric,
    role,
    unit,
    statistic,
    labels,
    times: points.map(({ at }) => at),
    values: points.map(({ value }) => (value === null || told.part === "gauge" ? value : rounded(value))),
  };
}

/** Six significant digits: more than a rate between two scrapes is worth. Gauges stay as they were scraped. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
