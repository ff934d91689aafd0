/** Whether a question about metrics can have an answer, as far as the catalogue tells. */
import type { MetricRole } from "../../core/metric-role.js";
import type { Query } from "../../core/query.js";
import type { Facts } from "../../diagnosis/assertions/facts.js";

/** Roles that a source may make out of one another: a histogram of durations counts requests, a status tells errors. */
const SIDES: readonly (readonly MetricRole[])[] = [
  ["request-rate", "error-rate", "latency"],
  ["outgoing-request-rate", "outgoing-error-rate", "outgoing-latency"],
];

/** False where the catalogue was read and holds nothing of that role for that entity: the call would be wasted. */
export function isMeasured(query: Query, facts: Facts): boolean {
  if (query.capability !== "metrics.range") return true;
  const { entity, role } = query.params;
  if (entity === undefined || role === undefined || facts.all("metric").length === 0) return true;
  const makings = SIDES.find((side) => side.includes(role)) ?? [role];
  return facts.about("metric", entity).some(({ record }) => makings.includes(record.role));
}
