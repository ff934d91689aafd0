import type { Params } from "../../src/core/capability.js";
import { entityKey, sameEntity } from "../../src/core/entity.js";
import type { RawRecord } from "../../src/core/record.js";
import type { RecordedSeries } from "../../src/core/recording.js";
import { evaluateSeries } from "./evaluate-series.js";
import { coverageOf, lookAt } from "./look-at.js";
import { metricFamilies } from "./metric-family.js";
import { promQl } from "./prom-ql.js";
import { scrapeTimes } from "./scrape-times.js";
import { type Draft, outside, type StreamQuestion, type StreamView } from "./stream-question.js";
import { entityMetrics, type ToldSeries, toldSeries } from "./told-series.js";

/** Series of a window. The same series has the same name and labels whichever question asks for it. */
export const metricsRange: StreamQuestion<"metrics.range", "metrics"> = {
  capability: "metrics.range",
  stream: "metrics",
  provenance: "observed",
  async answer(params, view): Promise<Draft> {
    const { entity, window, stepMs } = params;
    const entities = byEntity(view, entity).map((recorded) => ({ recorded, told: toldOf(recorded, params) }));
    const asked = promQl(
      entities.flatMap(({ told }) => told),
      params,
    );
    const result = lookAt(view, window, entity);
    if (result.kind === "outside") return outside(result.why, asked);
    const { look } = result;
    const records: RawRecord[] = [];
    for (const { recorded, told } of entities) {
      if (told.length === 0) continue;
      const range = { window: look.window, stepMs, now: view.now, scrapes: scrapeTimes(recorded, view.now) };
      for (const series of told) {
        records.push(...evaluateSeries(series, range));
        await view.rest();
      }
    }
    return {
      records,
      coverage: [coverageOf(look, "series")],
      omitted: look.omitted,
      unavailable: null,
      asked,
      keep: "first",
      limit: undefined,
    };
  },
};

function byEntity(
  { lines }: StreamView<"metrics">,
  entity: Params<"metrics.range">["entity"],
): readonly (readonly RecordedSeries[])[] {
  const groups = new Map<string, RecordedSeries[]>();
  for (const series of lines) {
    if (entity !== undefined && !sameEntity(series.entity, entity)) continue;
    const group = groups.get(entityKey(series.entity));
    if (group === undefined) groups.set(entityKey(series.entity), [series]);
    else group.push(series);
  }
  return [...groups.values()];
}

/** What of one entity's metrics is asked for. */
function toldOf(recorded: readonly RecordedSeries[], params: Params<"metrics.range">): readonly ToldSeries[] {
  const families = metricFamilies(recorded);
  const entity = entityMetrics(families);
  return families.flatMap((family) => toldSeries(family, entity)).filter((series) => isAsked(series, params));
}

/** By role, and by the name under which a series is told or those under which it was scraped. */
function isAsked({ role, metric, family, part }: ToldSeries, params: Params<"metrics.range">): boolean {
  if (params.role !== undefined && params.role !== role) return false;
  if (params.metric === undefined || params.metric === metric) return true;
  if (part === "bucket") return params.metric === `${family.name}_bucket`;
  return part === "sum" && params.metric === `${family.name}_sum`;
}
