import type { MetricSelector } from "../../core/assertion.js";
import type { MetricRole } from "../../core/metric-role.js";
import type { RecordOf } from "../../core/record.js";

/** Roles whose name alone would not tell a reader what is measured. */
const ROLE_WORDS: Readonly<Partial<Record<MetricRole, string>>> = {
  cpu: "CPU use",
  throttling: "CPU throttling",
  memory: "memory use",
  disk: "disk use",
  network: "network traffic",
  "pool-waiting": "callers waiting for a connection",
  "lock-waiting": "sessions waiting for a lock",
  "transaction-age": "age of the oldest transaction",
  "in-flight": "requests in flight",
};

/** Of which statistics a reader has to know: the rest are the values as they are. */
const TELLING = /^(?:p\d+|mean|max|min)$/;

/** `latency (p95)`; a metric without a known role by its own name. */
export function seriesWords(selector: MetricSelector, record: RecordOf<"series"> | null): string {
  const statistic = record !== null && TELLING.test(record.statistic) ? ` (${record.statistic})` : "";
  return `${seriesName(selector, record)}${statistic}`;
}

function seriesName(selector: MetricSelector, record: RecordOf<"series"> | null): string {
  const role = selector.role ?? record?.role ?? "other";
  if (role === "other") return selector.metric ?? record?.metric ?? "a metric";
  return ROLE_WORDS[role] ?? role.replaceAll("-", " ");
}
