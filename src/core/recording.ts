/**
 * The form of a recorded incident: a folder with `recording.json` (this manifest), one NDJSON file per stream
 * (plain or `.gz`), and the alert that began it. docs/recording-format.md is the page about it.
 */
import { z } from "zod";
import { EntityRef } from "./entity.js";
import type { DeepReadonly } from "./readonly.js";
import {
  AlertRecord,
  ChangeRecord,
  EdgeRecord,
  EventRecord,
  LineRecord,
  MetricRecord,
  SEVERITIES,
  SpanRecord,
  StateRecord,
} from "./record.js";
import { Instant, Window } from "./time.js";

export const RECORDING_FORMAT = "inquest-recording/1";

/**
 * One raw series as scraped: samples of one label set, not yet turned into rates or quantiles.
 * `type` says how a reader has to treat it: counters and histogram buckets only grow, but for resets.
 */
export const RecordedSeries = z.object({
  kind: z.literal("samples"),
  entity: EntityRef,
  metric: z.string().max(256),
  type: z.enum(["counter", "gauge", "histogram"]),
  unit: z.string().max(32),
  labels: z.record(z.string().max(256), z.string().max(4096)),
  times: z.array(Instant),
  values: z.array(z.number().nullable()),
});
export type RecordedSeries = DeepReadonly<z.infer<typeof RecordedSeries>>;

/** The streams that a recording may hold, and the form of their lines. */
export const RECORDING_STREAMS = {
  metrics: RecordedSeries,
  catalogue: MetricRecord,
  logs: LineRecord,
  spans: SpanRecord,
  changes: ChangeRecord,
  events: EventRecord,
  /** States of all aspects; several of one entity at several times are snapshots. */
  states: StateRecord,
  topology: EdgeRecord,
  alerts: AlertRecord,
} as const;
export type RecordingStream = keyof typeof RECORDING_STREAMS;
export const RECORDING_STREAM_NAMES = Object.keys(RECORDING_STREAMS) as readonly RecordingStream[];

const StreamManifest = z.strictObject({
  /** A plain name inside the folder: no slash, no dot at the start. */
  file: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/),
  /** What was watched all along: absence counts inside of it. */
  window: Window,
  /** Entities watched; null: every one of the system. */
  entities: z.array(EntityRef).nullable(),
  /** For states: the aspects that were watched. */
  aspects: z.array(StateRecord.shape.aspect).optional(),
  /** For logs: the mildest severity kept. */
  minSeverity: z.enum(SEVERITIES).optional(),
  /** Share of traces kept, (0, 1]. */
  sampled: z.number().gt(0).max(1).optional(),
  /** Where set, traces with a failed span or one of at least so many milliseconds were all kept; `sampled` is the share of the rest. */
  slowMs: z.number().nonnegative().optional(),
  /** What was left out, and why. */
  omitted: z.array(z.strictObject({ what: z.string(), why: z.string(), count: z.int().nonnegative() })).optional(),
});

export const RecordingManifest = z.strictObject({
  format: z.literal(RECORDING_FORMAT),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  /** What the recording shows when the investigation looks: its present. */
  now: Instant,
  window: Window,
  /** Windows declared healthy, and by whom. */
  references: z.array(z.strictObject({ window: Window, declaredBy: z.string().max(256) })),
  /** The trigger: an Alertmanager v4 payload in this folder; absent for a recording without one. */
  alert: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/)
    .optional(),
  labels: z.strictObject({
    owner: z.string(),
    environment: z.string(),
    tier: z.string(),
    dataClass: z.enum(["public", "internal", "confidential", "restricted"]),
  }),
  streams: z.partialRecord(
    z.enum(Object.keys(RECORDING_STREAMS) as [RecordingStream, ...RecordingStream[]]),
    StreamManifest,
  ),
  /** How it came to be: the recorder's name and version, a seed, a capture's investigation. */
  origin: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type RecordingManifest = DeepReadonly<z.infer<typeof RecordingManifest>>;
