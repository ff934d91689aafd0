/**
 * Whether the answers would have shown something, had it been there. An answer declares the kinds, entities and
 * window that it looked at; what was asked narrows that further, since a filtered question sees only what passes
 * the filter. The rules, each of which may only shrink what an answer declares:
 *
 * 1. A capability covers only the kinds of records that the vocabulary gives it, and of states only the aspects
 *    of its row in {@link ASPECTS}: sessions listed say nothing about a node's services.
 * 2. A question about one entity covers that entity alone, whatever the answer declares, unless it names others.
 * 3. A question for one role or metric covers that one alone.
 * 4. A search for a text covers claims about texts that contain it; one from a severity upwards covers claims
 *    that ask for at least that severity; lines of a previous instance cover nothing. Searches ignore case.
 * 5. Spans asked by status cover failures alone, by duration nothing.
 * 6. Objects asked by kind, namespace or name cover entities that fit. Workloads come in several kinds, so one
 *    is covered only where the answer names it or shows it. Objects asked by the name of an aspect cover that
 *    aspect; others cover the object itself, and of its other aspects those that the answer shows.
 * 7. Several answers together may cover a window in pieces; a snapshot (no window) covers no window.
 */
import type { Condition, MetricSelector } from "../../core/assertion.js";
import { CAPABILITIES, type CapabilityName, type StateAspect } from "../../core/capability.js";
import { type EntityRef, sameEntity } from "../../core/entity.js";
import type { Evidence } from "../../core/evidence.js";
import type { Query } from "../../core/query.js";
import { type EdgeRecord, type RecordKind, SEVERITIES, STATE_ASPECTS } from "../../core/record.js";
import type { Window } from "../../core/time.js";
import { canonicalText } from "./record-index.js";

export type Severity = (typeof SEVERITIES)[number];
export type Relation = ReturnType<typeof EdgeRecord.parse>["relation"];

/** What exactly is looked for: an answer to a narrower question does not cover it. */
export interface Sought {
  readonly aspect?: StateAspect;
  readonly where?: readonly Condition[];
  readonly series?: MetricSelector;
  /** Any of these texts. */
  readonly texts?: readonly string[];
  readonly minSeverity?: Severity | undefined;
  readonly relations?: readonly Relation[];
}

const ASPECTS: Readonly<Partial<Record<CapabilityName, readonly StateAspect[]>>> = {
  "cluster.objects": ["object", "container", "process", "endpoints", "probe", "target"],
  "node.services": ["node-service"],
  "connectivity.check": ["connectivity"],
  "database.activity": ["session", "lock", "statement", "replication"],
  "database.settings": ["setting"],
  "queues.status": ["queue"],
  "flags.list": ["flag"],
};

/** The entity kind that objects of a cluster's own kind become. */
const OBJECT_KINDS: Readonly<Record<string, string>> = {
  endpoints: "service",
  endpointslice: "service",
  networkpolicy: "network-policy",
  configmap: "config",
  serviceaccount: "service-account",
  persistentvolumeclaim: "volume",
  persistentvolume: "volume",
};
const WORKLOADS = new Set(["deployment", "statefulset", "daemonset", "replicaset", "job", "cronjob", "workload"]);

export function severityRank(severity: Severity): number {
  return severity === "unknown" ? -1 : SEVERITIES.indexOf(severity);
}

/** Whether `evidence` would have shown such a record about `entity` (`null`: about anything), all through `window` (`null`: ever). */
export function lookedAt(
  evidence: readonly Evidence[],
  kind: RecordKind,
  entity: EntityRef | null,
  window: Window | null,
  sought: Sought = {},
): boolean {
  const windows: Window[] = [];
  for (const one of evidence) {
    if (one.answer.unavailable !== null || !sees(one, kind, entity, sought)) continue;
    for (const part of one.answer.coverage) {
      if (!part.kinds.includes(kind) || !names(one, part.entities, entity)) continue;
      if (window === null) return true;
      if (part.window !== null) windows.push(part.window);
    }
  }
  return window !== null && joined(windows, window);
}

function joined(pieces: readonly Window[], whole: Window): boolean {
  let reached = whole.from;
  for (const piece of [...pieces].sort((a, b) => a.from - b.from)) {
    if (piece.from > reached) return false;
    reached = Math.max(reached, piece.to);
    if (reached >= whole.to) return true;
  }
  return false;
}

function names(evidence: Evidence, entities: readonly EntityRef[] | null, entity: EntityRef | null): boolean {
  const asked = askedEntity(evidence.query);
  if (entities === null) return asked === null || (entity !== null && sameEntity(asked, entity));
  return entity !== null && entities.some((one) => sameEntity(one, entity));
}

function askedEntity({ params }: Query): EntityRef | null {
  if ("entity" in params && params.entity !== undefined) return params.entity;
  if ("database" in params) return params.database;
  if ("node" in params) return params.node;
  return "to" in params ? params.to : null;
}

function sees(evidence: Evidence, kind: RecordKind, entity: EntityRef | null, sought: Sought): boolean {
  const { query } = evidence;
  if (!(CAPABILITIES[query.capability].records as readonly RecordKind[]).includes(kind)) return false;
  if (kind === "state" && sought.aspect !== undefined && !ASPECTS[query.capability]?.includes(sought.aspect))
    return false;
  switch (query.capability) {
    case "metrics.range":
      return (
        (query.params.role === undefined || query.params.role === sought.series?.role) &&
        (query.params.metric === undefined || query.params.metric === sought.series?.metric)
      );
    case "logs.search":
      return (
        query.params.previous !== true &&
        seesText(query.params.contains, sought.texts) &&
        seesSeverity(query.params.minSeverity, sought)
      );
    case "logs.templates":
      return seesSeverity(query.params.minSeverity, sought);
    case "traces.search":
      return query.params.minDurationMs === undefined && seesStatus(query.params.status, sought);
    case "traces.edges":
      return sought.relations?.every((relation) => relation === "calls") === true;
    case "cluster.events":
      return query.params.namespace === undefined || query.params.namespace === entity?.namespace;
    case "cluster.objects":
      return seesObject(evidence, query.params, entity, sought.aspect);
    case "node.services":
      return kind === "state" && seesService(query.params.service, sought.where);
    default:
      return true;
  }
}

function seesText(contains: string | undefined, texts: readonly string[] | undefined): boolean {
  if (contains === undefined) return true;
  return (
    texts !== undefined &&
    texts.length > 0 &&
    texts.every((text) => text.toLowerCase().includes(contains.toLowerCase()))
  );
}

function seesSeverity(from: Severity | undefined, { minSeverity }: Sought): boolean {
  return from === undefined || (minSeverity !== undefined && severityRank(from) <= severityRank(minSeverity));
}

function seesStatus(status: "ok" | "error" | undefined, { minSeverity }: Sought): boolean {
  if (status === undefined) return true;
  return status === "error" && minSeverity !== undefined && severityRank(minSeverity) >= severityRank("error");
}

function seesObject(
  evidence: Evidence,
  asked: { readonly kind: string; readonly namespace?: string | undefined; readonly name?: string | undefined },
  entity: EntityRef | null,
  aspect: StateAspect | undefined,
): boolean {
  if (entity === null) return false;
  if (asked.namespace !== undefined && asked.namespace !== entity.namespace) return false;
  if (asked.name !== undefined && asked.name !== entity.name) return false;
  if (aspect !== undefined && !seesAspect(evidence, asked.kind, entity, aspect)) return false;
  const named = evidence.answer.coverage.some((part) => part.entities?.some((one) => sameEntity(one, entity)) === true);
  if (named) return true;
  if (WORKLOADS.has(asked.kind)) return shows(evidence, entity);
  const kind = OBJECT_KINDS[asked.kind] ?? asked.kind;
  return (
    entity.kind === kind ||
    entity.kind === `other:${asked.kind}` ||
    (asked.kind === "pod" && entity.kind === "container")
  );
}

function seesAspect(evidence: Evidence, asked: string, entity: EntityRef, aspect: StateAspect): boolean {
  if ((STATE_ASPECTS as readonly string[]).includes(asked)) return asked === aspect;
  return aspect === "object" || shows(evidence, entity, aspect);
}

function shows({ answer }: Evidence, entity: EntityRef, aspect?: StateAspect): boolean {
  return answer.records.some(
    (record) =>
      record.kind === "state" &&
      sameEntity(record.entity, entity) &&
      (aspect === undefined || record.aspect === aspect),
  );
}

function seesService(service: string | undefined, where: readonly Condition[] | undefined): boolean {
  if (service === undefined) return true;
  const named = canonicalText(service);
  return where?.some(({ op, value }) => op === "equals" && canonicalText(value) === named) === true;
}
