/**
 * Which questions would show whether an assertion holds, the most direct first. One table for everyone: the
 * planner asks what separates, the verifier asks for itself, a report names what would settle a claim.
 */

import { assertNever } from "../../core/assert-never.js";
import type { Assertion, AssertionOf, MetricSelector, OnsetOf } from "../../core/assertion.js";
import type { EntityRef } from "../../core/entity.js";
import type { Query } from "../../core/query.js";
import type { Window } from "../../core/time.js";

export function questionsFor(assertion: Assertion): readonly Query[] {
  switch (assertion.kind) {
    case "quoted":
      return assertion.entity === null ? [] : [logs(assertion.entity, null, assertion.quote)];
    case "level":
      return [metrics(assertion.entity, assertion.series, assertion.window)];
    case "shifted":
      return [metrics(assertion.entity, assertion.series, span(assertion.window, assertion.reference))];
    case "differs":
      return [metrics(null, assertion.series, assertion.window)];
    case "novel":
      return novel(assertion);
    case "happened":
      return happened(assertion);
    case "is":
      return is(assertion);
    case "changed":
      return [{ capability: "changes.list", params: { entity: assertion.entity, window: assertion.window } }];
    case "depends":
      return depends(assertion);
    case "precedes":
      return [...onset(assertion.first), ...onset(assertion.second)];
    case "absent":
      return questionsFor(assertion.what);
    case "share":
      return share(assertion);
    default:
      return assertNever(assertion);
  }
}

function span(a: Window, b: Window | null): Window {
  return b === null ? a : { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}

/** Of all entities, where none is named. */
function metrics(entity: EntityRef | null, { role, metric }: MetricSelector, window: Window): Query {
  const which = metric === undefined ? (role === undefined ? {} : { role }) : { metric };
  return { capability: "metrics.range", params: { ...(entity === null ? {} : { entity }), ...which, window } };
}

function logs(entity: EntityRef, window: Window | null, contains: string): Query {
  return {
    capability: "logs.search",
    params: { entity, contains: contains.slice(0, 256), ...(window === null ? {} : { window }) },
  };
}

function novel({ entity, window, reference }: AssertionOf<"novel">): readonly Query[] {
  const during: Query = { capability: "logs.templates", params: { entity, window } };
  return reference === null
    ? [during]
    : [during, { capability: "logs.templates", params: { entity, window: reference } }];
}

function happened({ entity, sources, window, text, minSeverity }: AssertionOf<"happened">): readonly Query[] {
  return sources.flatMap((source): readonly Query[] => {
    switch (source) {
      case "event":
        return [
          ...detailOf(entity),
          { capability: "cluster.events", params: { entity, ...(window === null ? {} : { window }) } },
        ];
      case "line":
        return [
          {
            capability: "logs.search",
            params: {
              entity,
              ...(window === null ? {} : { window }),
              ...(text.length === 1 && text[0] !== undefined ? { contains: text[0] } : {}),
              ...(minSeverity === undefined || minSeverity === "trace" || minSeverity === "unknown"
                ? {}
                : { minSeverity }),
            },
          },
        ];
      case "span":
        return window === null ? [] : [{ capability: "traces.search", params: { entity, window, status: "error" } }];
      default:
        return assertNever(source);
    }
  });
}

function is({ entity, aspect, window }: AssertionOf<"is">): readonly Query[] {
  const during = window === null ? {} : { window };
  switch (aspect) {
    case "session":
    case "lock":
    case "statement":
    case "replication":
      return [{ capability: "database.activity", params: { database: entity, ...during } }];
    case "setting":
      return [{ capability: "database.settings", params: { database: entity } }];
    case "flag":
      return [{ capability: "flags.list", params: during }];
    case "queue":
      return [{ capability: "queues.status", params: { entity, ...during } }];
    case "connectivity":
      return [{ capability: "connectivity.check", params: { to: entity } }];
    case "node-service":
      return [{ capability: "node.services", params: { node: entity } }];
    case "silence":
      return window === null ? [] : [{ capability: "alerts.list", params: { entity, window } }];
    case "object":
      return detailOf(entity).length > 0
        ? detailOf(entity)
        : [{ capability: "cluster.objects", params: { kind: aspect, entity } }];
    case "endpoints":
      return [
        { capability: "cluster.objects", params: { kind: aspect, namespace: entity.namespace, name: entity.name } },
      ];
    case "container":
    case "process":
    case "target":
    case "probe":
      return [{ capability: "cluster.objects", params: { kind: aspect, entity } }];
    default:
      return assertNever(aspect);
  }
}

/** A cluster's own kind of what an entity is; of a workload the commonest. */
const OBJECT_KINDS: Readonly<Record<string, string>> = {
  pod: "pod",
  workload: "deployment",
  node: "node",
  namespace: "namespace",
  volume: "persistentvolumeclaim",
  config: "configmap",
  secret: "secret",
  "service-account": "serviceaccount",
  ingress: "ingress",
  "network-policy": "networkpolicy",
};

/** An object with all that a cluster tells of it, what was reported about it included; none for what is no object of a cluster. */
function detailOf({ kind, namespace, name }: EntityRef): readonly Query[] {
  const own = kind.startsWith("other:") ? kind.slice("other:".length) : OBJECT_KINDS[kind];
  if (own === undefined) return [];
  const where = namespace === "" ? {} : { namespace };
  return [{ capability: "cluster.objects", params: { kind: own, ...where, name, detail: true } }];
}

function depends({ from, to, relations }: AssertionOf<"depends">): readonly Query[] {
  const edges: Query[] = [from, to].map((entity): Query => ({ capability: "topology.edges", params: { entity } }));
  return relations.includes("calls") ? edges.slice(0, 2) : edges.slice(0, 1);
}

function share({ entity, of, window }: AssertionOf<"share">): readonly Query[] {
  switch (of.over) {
    case "edge":
      return [{ capability: "traces.edges", params: { entity, window } }];
    case "spans":
      return [{ capability: "traces.search", params: { entity, window } }];
    case "lines":
      return [{ capability: "logs.search", params: { entity, window } }];
    case "series":
      return [metrics(entity, of.numerator, window), metrics(entity, of.denominator, window)];
    default:
      return assertNever(of);
  }
}

function onset(of: OnsetOf): readonly Query[] {
  return of.of === "instant" ? [] : questionsFor(of.claim);
}
