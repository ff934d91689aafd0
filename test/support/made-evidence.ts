/** Evidence made by hand: what an answer would be, without a source, a gate or a store. */
import type { Coverage } from "../../src/core/answer.js";
import { sha256 } from "../../src/core/digest.js";
import { parseEntity } from "../../src/core/entity.js";
import type { Evidence } from "../../src/core/evidence.js";
import type { Query } from "../../src/core/query.js";
import type { RawRecord, RecordOf, TelemetryRecord } from "../../src/core/record.js";
import type { Window } from "../../src/core/time.js";

let made = 0;

/** A record tied to bytes that nobody looks at. */
export function tied<R extends RawRecord>(record: R): R & { readonly at: readonly [number, number] } {
  return { ...record, at: [0, 0] };
}

export function madeEvidence(query: Query, records: readonly RawRecord[], coverage: readonly Coverage[]): Evidence {
  made += 1;
  return {
    id: sha256(`${made}`),
    source: "made/hand",
    tool: `made.${query.capability}`,
    parser: "made/1",
    query,
    window: null,
    dataClass: "public",
    provenance: "observed",
    recordedAt: 0,
    answer: {
      records: records.map((record) => tied(record) as TelemetryRecord),
      coverage,
      omitted: [],
      unavailable: null,
      asked: null,
    },
  };
}

/** What a metrics source answers that was asked for all of one entity's series in a window. */
export function metricsAnswer(window: Window, ...records: readonly Omit<RecordOf<"series">, "at">[]): Evidence {
  return madeEvidence({ capability: "metrics.range", params: { window } }, records, [
    { kinds: ["series"], entities: null, window },
  ]);
}

export function logsAnswer(window: Window, ...records: readonly Omit<RecordOf<"line">, "at">[]): Evidence {
  return madeEvidence({ capability: "logs.search", params: { window } }, records, [
    { kinds: ["line"], entities: null, window },
  ]);
}

/** One sample every `stepMs` from `from` on. */
export function madeSeries(
  entity: string,
  values: readonly (number | null)[],
  rest: { readonly from?: number; readonly stepMs?: number } & Partial<Omit<RecordOf<"series">, "at" | "entity">> = {},
): Omit<RecordOf<"series">, "at"> {
  const { from = 0, stepMs = 5_000, ...fields } = rest;
  return {
    kind: "series",
    entity: parseEntity(entity),
    metric: "http_request_duration_seconds",
    role: "latency",
    unit: "s",
    statistic: "p95",
    labels: {},
    times: values.map((_, index) => from + index * stepMs),
    values,
    ...fields,
  };
}

export function madeLine(
  entity: string,
  time: number | null,
  text: string,
  severity: RecordOf<"line">["severity"] = "info",
): Omit<RecordOf<"line">, "at"> {
  return { kind: "line", entity: parseEntity(entity), time, severity, text };
}

export function madeState(
  entity: string,
  aspect: RecordOf<"state">["aspect"],
  fields: RecordOf<"state">["fields"],
  time: number | null = null,
): Omit<RecordOf<"state">, "at"> {
  return { kind: "state", entity: parseEntity(entity), aspect, time, fields };
}
