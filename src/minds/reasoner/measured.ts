/** Whether a question about metrics can have an answer, as far as the catalogue tells. */
import type { MetricRole } from "../../core/metric-role.js";
import type { Query } from "../../core/query.js";
import type { Facts } from "../../diagnosis/assertions/facts.js";

/** Roles that a source may make out of others: of these a catalogue's silence says nothing. */
const DERIVED: ReadonlySet<MetricRole> = new Set([
  "request-rate",
  "error-rate",
  "latency",
  "outgoing-request-rate",
  "outgoing-error-rate",
  "outgoing-latency",
]);

/** False where the catalogue was read and holds nothing of that role for that entity: the call would be wasted. */
export function isMeasured(query: Query, facts: Facts): boolean {
  if (query.capability !== "metrics.range" || query.params.entity === undefined || query.params.role === undefined)
    return true;
  const { entity, role } = query.params;
  if (facts.all("metric").length === 0) return true;
  const own = facts.about("metric", entity);
  if (own.length === 0) return false;
  return DERIVED.has(role) || own.some(({ record }) => record.role === role);
}
