/** Which traces a recording keeps: all that failed or were slow, and a share of the others, whole or not at all. */
import type { RawRecord } from "../../../src/index.js";

export type SpanRecord = Extract<RawRecord, { kind: "span" }>;

export interface SamplingRule {
  /** Share of ordinary traces that is kept, (0, 1]. */
  readonly share: number;
  /** A trace with a span of at least that length is slow. */
  readonly slowMs: number;
}

export interface SampledSpans {
  readonly spans: readonly SpanRecord[];
  readonly droppedTraces: number;
}

/**
 * The decision for a trace without failure or slowness is taken from its id, which is random: the same in every
 * process, and independent of what the trace shows.
 */
export function keepsTrace(trace: string, share: number): boolean {
  return Number.parseInt(trace.slice(-8), 16) < share * 4_294_967_296;
}

export function sampleSpans(spans: readonly SpanRecord[], rule: SamplingRule): SampledSpans {
  const notable = new Set<string>();
  const traces = new Set<string>();
  for (const span of spans) {
    traces.add(span.trace);
    if (span.status === "error" || span.durationMs >= rule.slowMs) notable.add(span.trace);
  }
  const kept = new Set([...traces].filter((trace) => notable.has(trace) || keepsTrace(trace, rule.share)));
  return { spans: spans.filter((span) => kept.has(span.trace)), droppedTraces: traces.size - kept.size };
}
