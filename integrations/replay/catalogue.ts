import { sameEntity } from "../../src/core/entity.js";
import { metricRole } from "../../src/core/metric-role.js";
import type { RawRecord } from "../../src/core/record.js";
import { coverageOf, lookAt } from "./look-at.js";
import { metricFamilies } from "./metric-family.js";
import { labelMatchers } from "./question-text.js";
import { type Draft, outside, type StreamQuestion, type StreamView } from "./stream-question.js";

type MetricRecord = Extract<RawRecord, { kind: "metric" }>;

/** Which metrics exist, from the stream that says so. */
export const metricsCatalogue: StreamQuestion<"metrics.catalogue", "catalogue"> = {
  capability: "metrics.catalogue",
  stream: "catalogue",
  provenance: "observed",
  answer: ({ entity }, view) =>
    draft(
      view,
      entity,
      view.lines.filter((metric) => entity === undefined || sameEntity(metric.entity, entity)),
    ),
};

/** Which metrics exist, told from the samples themselves: for recordings without a catalogue. */
export const metricsCatalogueOfSamples: StreamQuestion<"metrics.catalogue", "metrics"> = {
  capability: "metrics.catalogue",
  stream: "metrics",
  provenance: "observed",
  answer({ entity }, view) {
    const families = metricFamilies(
      view.lines.filter((series) => entity === undefined || sameEntity(series.entity, entity)),
    );
    const metrics = families.map(({ entity: of, name, unit, parts }): MetricRecord => {
      const type = parts.has("gauge")
        ? "gauge"
        : parts.has("counter")
          ? "counter"
          : parts.has("bucket")
            ? "histogram"
            : "summary";
      return { kind: "metric", entity: of, metric: name, role: metricRole(name), unit, type };
    });
    return draft(view, entity, metrics);
  },
};

function draft(view: StreamView, entity: MetricRecord["entity"] | undefined, records: readonly MetricRecord[]): Draft {
  const asked = `count by (__name__) (${labelMatchers(entity) || '{__name__!=""}'})`;
  const result = lookAt(view, undefined, entity);
  if (result.kind === "outside") return outside(result.why, asked);
  return {
    records,
    coverage: [coverageOf(result.look, "metric")],
    omitted: result.look.omitted,
    unavailable: null,
    asked,
    keep: "first",
    limit: undefined,
  };
}
