import type { Omission } from "../../src/core/answer.js";
import type { Params } from "../../src/core/capability.js";
import { eachResting, type Rest } from "./rest.js";
import type { StreamLine, StreamManifest } from "./stream-question.js";

export type SpanLine = StreamLine<"spans">;

/**
 * For how many calls each span stands. A recording that keeps every failed and slow trace and a share of the rest
 * leans towards trouble: counted as they are, its spans tell too high a share of errors. So each of the rest stands
 * for 1 / share (Horvitz and Thompson, 1952). Where the recording does not say how it chose, each stands for itself.
 */
export async function spanWeights(
  spans: readonly SpanLine[],
  { sampled = 1, slowMs }: StreamManifest,
  rest: Rest,
): Promise<(span: SpanLine) => number> {
  if (sampled === 1 || slowMs === undefined) return () => 1;
  const whole = new Set<string>();
  await eachResting(spans, rest, ({ trace, status, durationMs }) => {
    if (status === "error" || durationMs >= slowMs) whole.add(trace);
  });
  return ({ trace }) => (whole.has(trace) ? 1 : 1 / sampled);
}

/** Whether the recording kept every span that the question asks for. */
export function keepsAll(
  { sampled = 1, slowMs }: StreamManifest,
  asked: Pick<Params<"traces.search">, "status" | "minDurationMs"> = {},
): boolean {
  if (sampled === 1) return true;
  return slowMs !== undefined && (asked.status === "error" || (asked.minDurationMs ?? 0) >= slowMs);
}

export function samplingOmission({ sampled = 1, slowMs }: StreamManifest): readonly Omission[] {
  if (sampled === 1) return [];
  const share = `a share of ${sampled} was kept`;
  if (slowMs === undefined) return [{ what: "traces", why: `${share}; counts are of those`, count: 0 }];
  const what = `traces without a failure and below ${slowMs} ms`;
  return [{ what, why: `${share}; in counts each stands for ${Number((1 / sampled).toPrecision(3))}`, count: 0 }];
}
