import { z } from "zod";

/**
 * What a metric says about its entity, whatever its name: the four golden signals (latency, traffic, errors,
 * saturation) and the resources behind them. Names follow Prometheus and OpenTelemetry semantic conventions.
 */
export const METRIC_ROLES = [
  "request-rate",
  "error-rate",
  "latency",
  /** The same as seen by a caller of others. */
  "outgoing-request-rate",
  "outgoing-error-rate",
  "outgoing-latency",
  "availability",
  "cpu",
  "throttling",
  "memory",
  "memory-limit",
  "disk",
  "network",
  "connections",
  "connection-limit",
  "pool-waiting",
  "queue-depth",
  "in-flight",
  "replication-lag",
  "restarts",
  "retries",
  "event-loop-lag",
  "lock-waiting",
  "transaction-age",
  "other",
] as const;
export const MetricRole = z.enum(METRIC_ROLES);
export type MetricRole = z.infer<typeof MetricRole>;

const RULES: readonly (readonly [RegExp, MetricRole])[] = [
  [/(^|_)(up|probe_success|health(y)?)$/, "availability"],
  [/(memory|mem).*(limit|max|quota)/, "memory-limit"],
  [/connections?_?(max|limit)|max_connections/, "connection-limit"],
  [/locks?_.*wait|wait.*_lock|lock_waiters/, "lock-waiting"],
  [/(oldest|longest|max).*(transaction|xact)/, "transaction-age"],
  [/throttl/, "throttling"],
  [/event_?loop/, "event-loop-lag"],
  [/(pool|connections?).*(wait|pending)/, "pool-waiting"],
  [/replication.*(lag|delay)|(lag|delay).*replica/, "replication-lag"],
  [/restart/, "restarts"],
  [/retr(y|ies)/, "retries"],
  [/(error|fail(ure)?|exception|timeout)s?(_total|_count|_rate|_ratio)?$/, "error-rate"],
  [/(duration|latency|response_time)(_(ms|milliseconds|s|seconds|p\d+|mean|avg))*(_(bucket|sum|count))?$/, "latency"],
  [/(in_?flight|active_requests|concurrent)/, "in-flight"],
  [/(queue|backlog|consumer).*(depth|length|size|lag|messages)|messages_ready/, "queue-depth"],
  [/connections?|sessions?|numbackends/, "connections"],
  [/cpu/, "cpu"],
  [/(memory|rss|heap)/, "memory"],
  [/(filesystem|disk|volume|storage)/, "disk"],
  [/(network|receive|transmit|bytes_(in|out))/, "network"],
  [/requests?(_total|_count|_rate|_per_second)?$/, "request-rate"],
];

const OUTGOING: Partial<Record<MetricRole, MetricRole>> = {
  "request-rate": "outgoing-request-rate",
  "error-rate": "outgoing-error-rate",
  latency: "outgoing-latency",
};

/** The role that a metric's name tells by convention, `other` where it tells none. */
export function metricRole(metric: string): MetricRole {
  const name = metric.toLowerCase().replaceAll(".", "_");
  const role = RULES.find(([pattern]) => pattern.test(name))?.[1] ?? "other";
  return /(^|_)(client|outgoing|upstream)(_|$)/.test(name) ? (OUTGOING[role] ?? role) : role;
}
