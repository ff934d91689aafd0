/**
 * The vocabulary of questions. No vendor's word in it: an integration says which of these it answers, a mind
 * asks these alone. Each row: typed parameters, the kinds of records an answer holds, and a relative cost.
 */
import { z } from "zod";
import { EntityRef } from "./entity.js";
import { MetricRole } from "./metric-role.js";
import type { DeepReadonly } from "./readonly.js";
import type { RecordKind, STATE_ASPECTS } from "./record.js";
import { Window } from "./time.js";

const entity = EntityRef.optional();
const limit = z.int().min(1).max(10_000).optional();

interface Capability<P extends z.ZodType> {
  readonly params: P;
  readonly records: readonly RecordKind[];
  /** 1 is one cheap look-up; what a source declares for its own tool overrides it. */
  readonly cost: number;
  /** Local capabilities ask no source: a work cap stands in place of the call budget. */
  readonly local: boolean;
  readonly asks: string;
}

function question<P extends z.ZodType>(
  asks: string,
  params: P,
  records: readonly RecordKind[],
  cost = 1,
): Capability<P> {
  return { asks, params, records, cost, local: false };
}

export const CAPABILITIES = {
  "alerts.list": question("which alerts fire or fired", z.strictObject({ entity, window: Window }), ["alert"]),
  "metrics.catalogue": question("which metrics exist", z.strictObject({ entity }), ["metric"]),
  "metrics.range": question(
    "how metrics ran over a window; by role for all entities, by entity, or by the metric's own name",
    z.strictObject({
      entity,
      role: MetricRole.optional(),
      metric: z.string().max(256).optional(),
      window: Window,
      stepMs: z.int().min(1_000).max(3_600_000).optional(),
    }),
    ["series"],
  ),
  "logs.search": question(
    "log lines of a window, newest last",
    z.strictObject({
      entity,
      window: Window.optional(),
      contains: z.string().min(1).max(256).optional(),
      minSeverity: z.enum(["debug", "info", "warn", "error", "fatal"]).optional(),
      /** Lines of the instance that ran before the present one (a crashed container). */
      previous: z.boolean().optional(),
      limit,
    }),
    ["line"],
  ),
  "logs.templates": question(
    "log lines of a window grouped by template, with counts",
    z.strictObject({
      entity,
      window: Window.optional(),
      minSeverity: z.enum(["debug", "info", "warn", "error", "fatal"]).optional(),
      limit,
    }),
    ["template"],
  ),
  "traces.search": question(
    "spans of a window, slowest or failed first",
    z.strictObject({
      entity,
      window: Window,
      status: z.enum(["ok", "error"]).optional(),
      minDurationMs: z.number().nonnegative().optional(),
      limit,
    }),
    ["span"],
    2,
  ),
  "traces.edges": question("who calls whom, how often, how slow", z.strictObject({ entity, window: Window }), ["edge"]),
  "changes.list": question("what was changed", z.strictObject({ entity, window: Window }), ["change"]),
  "flags.list": question("how feature flags stand", z.strictObject({ window: Window.optional() }), ["state"]),
  "topology.edges": question(
    "which entities depend on, own or run which",
    z.strictObject({ entity, hops: z.int().min(1).max(4).optional() }),
    ["edge"],
  ),
  "cluster.objects": question(
    "objects of a cluster, by kind, name or owner",
    z.strictObject({
      /** The source's own kind in lower case (`deployment`, `pod`, `node`, ...). */
      kind: z.string().min(1).max(64),
      namespace: z.string().max(253).optional(),
      name: z.string().max(253).optional(),
      entity,
      detail: z.boolean().optional(),
    }),
    // A detailed object tells what was reported about it, too.
    ["state", "event"],
  ),
  "cluster.events": question(
    "events that a cluster reports",
    z.strictObject({ entity, namespace: z.string().max(253).optional(), window: Window.optional() }),
    ["event"],
  ),
  "node.services": question(
    "how the services of a node stand (kubelet, container runtime, proxy)",
    z.strictObject({ node: EntityRef, service: z.string().max(64).optional() }),
    ["state", "line"],
  ),
  "connectivity.check": question(
    "whether a connection to an entity's port opens",
    z.strictObject({ to: EntityRef, port: z.int().min(1).max(65_535).optional(), from: entity }),
    ["state"],
  ),
  "database.activity": question(
    "sessions of a database with waits, blockers and statements",
    z.strictObject({ database: EntityRef, window: Window.optional() }),
    ["state"],
  ),
  "database.settings": question("settings of a database", z.strictObject({ database: EntityRef }), ["state"]),
  "queues.status": question("depth and consumers of queues", z.strictObject({ entity, window: Window.optional() }), [
    "state",
  ]),
  "runbooks.search": question("what people wrote to do", z.strictObject({ entity, text: z.string().max(256) }), [
    "document",
  ]),
  "memory.recall": question(
    "what was found before",
    z.strictObject({ entity, fault: z.string().max(128).optional() }),
    ["document"],
  ),
  "reference.windows": question("which windows were declared healthy", z.strictObject({}), ["reference"]),
} as const satisfies Record<string, Capability<z.ZodType>>;

export type CapabilityName = keyof typeof CAPABILITIES;
export const CAPABILITY_NAMES = Object.keys(CAPABILITIES) as readonly CapabilityName[];
export const CapabilityName = z.enum(Object.keys(CAPABILITIES) as [CapabilityName, ...CapabilityName[]]);

export type Params<C extends CapabilityName> = DeepReadonly<z.infer<(typeof CAPABILITIES)[C]["params"]>>;
export type StateAspect = (typeof STATE_ASPECTS)[number];
