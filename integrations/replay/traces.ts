import type { Params } from "../../src/core/capability.js";
import { sameEntity } from "../../src/core/entity.js";
import type { Instant } from "../../src/core/time.js";
import { windowContains } from "../../src/core/time.js";
import { coverageOf, lookAt } from "./look-at.js";
import { quotedString } from "./question-text.js";
import { eachResting } from "./rest.js";
import { type Draft, outside, type StreamQuestion } from "./stream-question.js";
import { keepsAll, type SpanLine, samplingOmission } from "./trace-sampling.js";

/** Spans that began in the window: failed ones first, the slowest first among equals. */
export const tracesSearch: StreamQuestion<"traces.search", "spans"> = {
  capability: "traces.search",
  stream: "spans",
  provenance: "observed",
  async answer(params, view): Promise<Draft> {
    const asked = traceQl(params);
    const result = lookAt(view, params.window, params.entity);
    if (result.kind === "outside") return outside(result.why, asked);
    const { look } = result;
    const { entity, status, minDurationMs = 0 } = params;
    const failed: SpanLine[] = [];
    const others: SpanLine[] = [];
    await eachResting(view.lines, view.rest, (span) => {
      if (!windowContains(look.window, span.start) || !endedBy(span, view.now)) return;
      if (entity !== undefined && !sameEntity(span.entity, entity)) return;
      if (span.durationMs >= minDurationMs) (span.status === "error" ? failed : others).push(span);
    });
    const records: SpanLine[] = [];
    for (const chosen of [status === "ok" ? [] : failed, status === "error" ? [] : others]) {
      for (const span of chosen.sort((a, b) => b.durationMs - a.durationMs)) records.push(span);
      await view.rest();
    }
    return {
      records,
      coverage: keepsAll(view.declared, params) ? [coverageOf(look, "span")] : [],
      omitted: [...look.omitted, ...samplingOmission(view.declared)],
      unavailable: null,
      asked,
      keep: "first",
      limit: params.limit,
    };
  },
};

/** A span is known when it has ended: one that goes on at the recording's present is not told yet. */
export function endedBy(span: SpanLine, now: Instant): boolean {
  return span.start + span.durationMs <= now;
}

function traceQl({ entity, status, minDurationMs }: Params<"traces.search">): string {
  const conditions = [
    ...(entity === undefined ? [] : [`resource.service.name = ${quotedString(entity.name)}`]),
    ...(entity === undefined || entity.namespace === ""
      ? []
      : [`resource.service.namespace = ${quotedString(entity.namespace)}`]),
    ...(status === undefined ? [] : [status === "error" ? "status = error" : "status != error"]),
    ...(minDurationMs === undefined ? [] : [`duration >= ${minDurationMs}ms`]),
  ];
  return conditions.length === 0 ? "{}" : `{ ${conditions.join(" && ")} }`;
}
