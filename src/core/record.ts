/**
 * What production can tell, in one union: every answer is a list of these, whichever vendor it came from.
 * A record's `at` is the byte range of the source bytes that it was read from, [from, to).
 */
import { z } from "zod";
import { EntityRef } from "./entity.js";
import { Json } from "./json.js";
import { MetricRole } from "./metric-role.js";
import type { DeepReadonly } from "./readonly.js";
import { Instant, Window } from "./time.js";

export const ByteRange = z.tuple([z.int().nonnegative(), z.int().nonnegative()]);
export type ByteRange = DeepReadonly<z.infer<typeof ByteRange>>;

const Labels = z.record(z.string().max(256), z.string().max(4096));
const Text = z.string().max(65_536);

/** A metric over time. Counters are given as rates a second, histograms as a quantile or mean: see `statistic`. */
export const SeriesRecord = z.object({
  kind: z.literal("series"),
  entity: EntityRef,
  metric: z.string().max(256),
  role: MetricRole,
  /** `s`, `ms`, `By`, `1/s`, `1` (UCUM); `""` where the source does not say. */
  unit: z.string().max(32),
  /** How the samples were made from the source's own: `value`, `rate`, `mean`, `p50`, `p95`, `p99`, ... */
  statistic: z.string().max(32),
  labels: Labels,
  times: z.array(Instant),
  /** Same length as `times`; `null` where the sample is not a number. */
  values: z.array(z.number().nullable()),
});

/** That a metric exists, without its samples. */
export const MetricRecord = z.object({
  kind: z.literal("metric"),
  entity: EntityRef,
  metric: z.string().max(256),
  role: MetricRole,
  unit: z.string().max(32),
  type: z.enum(["counter", "gauge", "histogram", "summary", "unknown"]),
});

export const SEVERITIES = ["trace", "debug", "info", "warn", "error", "fatal", "unknown"] as const;

export const LineRecord = z.object({
  kind: z.literal("line"),
  entity: EntityRef,
  time: Instant.nullable(),
  severity: z.enum(SEVERITIES),
  text: Text,
  /** Structured fields beside the text, where the source has them. */
  fields: z.record(z.string().max(256), Json).optional(),
});

/** Log lines grouped by template (see `log-template`). */
export const TemplateRecord = z.object({
  kind: z.literal("template"),
  entity: EntityRef,
  severity: z.enum(SEVERITIES),
  template: Text,
  count: z.int().nonnegative(),
  /** Number of lines of the entity looked at in the window: the exposure of `count`. */
  of: z.int().nonnegative(),
  window: Window,
  first: Instant.nullable(),
  last: Instant.nullable(),
  sample: Text,
});

export const SpanRecord = z.object({
  kind: z.literal("span"),
  entity: EntityRef,
  trace: z.string().max(64),
  span: z.string().max(64),
  parent: z.string().max(64).nullable(),
  operation: z.string().max(512),
  side: z.enum(["server", "client", "producer", "consumer", "internal"]),
  /** The entity on the other side of a client or producer span, where named. */
  peer: EntityRef.nullable(),
  start: Instant,
  durationMs: z.number().nonnegative(),
  status: z.enum(["ok", "error", "unset"]),
  message: Text.optional(),
  attributes: z.record(z.string().max(256), Json).optional(),
});

/** Who calls, mounts, runs on or owns whom. Counts are of the window, where the source has them. */
export const EdgeRecord = z.object({
  kind: z.literal("edge"),
  from: EntityRef,
  to: EntityRef,
  relation: z.enum(["calls", "runs-on", "owns", "mounts", "selects", "reads-from", "publishes-to"]),
  window: Window.nullable(),
  calls: z.int().nonnegative().optional(),
  errors: z.int().nonnegative().optional(),
  p50Ms: z.number().nonnegative().optional(),
  p95Ms: z.number().nonnegative().optional(),
});

export const CHANGE_KINDS = [
  "deploy",
  "configuration",
  "flag",
  "scale",
  "credential",
  "permission",
  "schema",
  "infrastructure",
  "other",
] as const;

export const ChangeRecord = z.object({
  kind: z.literal("change"),
  entity: EntityRef,
  time: Instant,
  change: z.enum(CHANGE_KINDS),
  summary: Text,
  /** The source's id of it (a commit, a release, a ticket); `""` where it has none. */
  reference: z.string().max(256),
  by: z.string().max(256),
  fields: z.array(z.object({ path: z.string().max(512), before: Json, after: Json })),
});

/** Something that happened at a time (or at an age, where the source has no clock). */
export const EventRecord = z.object({
  kind: z.literal("event"),
  entity: EntityRef,
  time: Instant.nullable(),
  /** Milliseconds before the snapshot was taken, for sources that give ages alone. */
  ageMs: z.number().nonnegative().optional(),
  severity: z.enum(["normal", "warning", "error"]),
  reason: z.string().max(256),
  message: Text,
  count: z.int().nonnegative(),
});

export const STATE_ASPECTS = [
  "object",
  "container",
  "process",
  "node-service",
  "connectivity",
  "session",
  "lock",
  "setting",
  "statement",
  "replication",
  "flag",
  "queue",
  "target",
  "probe",
  "endpoints",
  "silence",
] as const;

/** How something stands: an object of a cluster, a session of a database, a setting, a probe's result. */
export const StateRecord = z.object({
  kind: z.literal("state"),
  entity: EntityRef,
  aspect: z.enum(STATE_ASPECTS),
  /** When it was seen to be so; `null` for a snapshot without a clock. */
  time: Instant.nullable(),
  ageMs: z.number().nonnegative().optional(),
  fields: z.record(z.string().max(512), Json),
});

export const AlertRecord = z.object({
  kind: z.literal("alert"),
  entity: EntityRef.nullable(),
  name: z.string().max(256),
  state: z.enum(["firing", "resolved", "pending", "silenced"]),
  severity: z.string().max(64),
  startsAt: Instant,
  endsAt: Instant.nullable(),
  labels: Labels,
  annotations: Labels,
});

/** A window that somebody declared healthy. */
export const ReferenceRecord = z.object({
  kind: z.literal("reference"),
  window: Window,
  declaredBy: z.string().max(256),
});

/** A runbook's section, or a remembered finding: text that proves nothing about now. */
export const DocumentRecord = z.object({
  kind: z.literal("document"),
  entity: EntityRef.nullable(),
  title: z.string().max(512),
  text: Text,
  reviewed: z.boolean(),
});

export const RawRecord = z.discriminatedUnion("kind", [
  SeriesRecord,
  MetricRecord,
  LineRecord,
  TemplateRecord,
  SpanRecord,
  EdgeRecord,
  ChangeRecord,
  EventRecord,
  StateRecord,
  AlertRecord,
  ReferenceRecord,
  DocumentRecord,
]);
/** A record as a source gives it, before it is tied to its bytes. */
export type RawRecord = DeepReadonly<z.infer<typeof RawRecord>>;
export type RecordKind = RawRecord["kind"];

/** A record tied to the bytes that it was read from. */
export type TelemetryRecord = RawRecord & { readonly at: ByteRange };
export type RecordOf<K extends RecordKind> = Extract<TelemetryRecord, { kind: K }>;
