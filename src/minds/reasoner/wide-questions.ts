/** The first look: wide and cheap, so that everything that is plainly wrong is seen before anything is supposed. */
import type { CapabilityName } from "../../core/capability.js";
import type { MetricRole } from "../../core/metric-role.js";
import type { Move } from "../../core/move.js";
import type { Query } from "../../core/query.js";
import type { SeatView } from "../../core/view.js";

/** Worth most first: a small budget takes the front of the list. */
const WIDE_ROLES: readonly MetricRole[] = ["latency", "error-rate", "request-rate"];
/** How much of the calls the first look may take: the rest separates what it brought up. */
const WIDE_SHARE = 0.6;

const REPORTS: ReadonlySet<CapabilityName> = new Set(["cluster.events", "alerts.list", "changes.list"]);

/** Kinds of objects of which a list says at a glance what is not as it should be. */
const LISTS = ["pod", "deployment", "endpoints", "node", "service", "resourcequota"] as const;

/** Where a scope of a cluster is all that was told: its objects, as lists. */
function clusterQuestions(view: SeatView): readonly (readonly [Query, string])[] {
  const scope = view.incident.scope.find((entity) => entity.kind === "namespace");
  if (scope === undefined) return [];
  return LISTS.map((kind) => {
    const where = kind === "node" ? {} : { namespace: scope.name };
    return [{ capability: "cluster.objects", params: { kind, ...where } }, `what is not as it should be: ${kind}s`];
  });
}

export function wideQuestions(view: SeatView): readonly Move[] {
  const offered = new Set<CapabilityName>(view.offers.map((offer) => offer.capability));
  const window = view.incident.window;
  const edges: Query = offered.has("topology.edges")
    ? { capability: "topology.edges", params: {} }
    : { capability: "traces.edges", params: { window } };
  const ofRole = (role: MetricRole): Query => ({ capability: "metrics.range", params: { role, window } });
  const questions: readonly (readonly [Query, string])[] = [
    [{ capability: "reference.windows", params: {} }, "what is known to be healthy"],
    ...WIDE_ROLES.slice(0, 2).map((role): readonly [Query, string] => [
      ofRole(role),
      `is the symptom there, and who else shows it: ${role}`,
    ]),
    [edges, "who depends on whom"],
    [{ capability: "metrics.catalogue", params: {} }, "what is measured at all"],
    [{ capability: "changes.list", params: { window } }, "what was changed before it began"],
    [{ capability: "cluster.events", params: { window } }, "what the platform reports"],
    ...WIDE_ROLES.slice(2).map((role): readonly [Query, string] => [ofRole(role), `is the load as ever: ${role}`]),
    [{ capability: "logs.templates", params: { window, minSeverity: "warn" } }, "which complaints are new"],
    [{ capability: "alerts.list", params: { window } }, "what else alerts, and whether this one has ended"],
  ];
  const cluster = clusterQuestions(view);
  // Where nothing is measured, what a cluster reports and its objects are all there is to look at.
  const wide =
    cluster.length === 0 || offered.has("metrics.range")
      ? [...questions, ...cluster]
      : [...cluster, ...questions.filter(([query]) => REPORTS.has(query.capability))];
  return wide
    .filter(([query]) => offered.has(query.capability))
    .slice(0, Math.max(1, Math.floor(view.budget.callsLeft * WIDE_SHARE)))
    .map(([query, reason]): Move => ({ kind: "query", query, reason }));
}
