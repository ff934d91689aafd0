import { metricRole } from "../core/metric-role.js";
import type { Signal } from "../core/signal.js";

/**
 * Which signal people mean by a word, by convention. The first row that matches wins: narrow ones stand before wide
 * ones ("replication lag" before "lag", "connection pool" before "connection").
 */
const WORDS: readonly (readonly [RegExp, Signal])[] = [
  [/\b(dead ?locks?|lock (wait|timeout|contention)s?|locks? held|blocked (session|quer)\w*)\b/, "lock-wait"],
  [/\breplica(tion|s)? (is )?(lag|delay|behind)\w*|\breplication\b/, "replication-lag"],
  [/\b(connection )?pool (is )?(exhaust|wait|pending|full|timeout)\w*/, "pool-waiting"],
  [/\b(too many connections|connections? (limit|saturat|exhaust)\w*|max connections)\b/, "connections"],
  [/\b(event loop)\b/, "event-loop-lag"],
  [/\bthrottl\w*/, "throttling"],
  [/\b(crash ?loop\w*|restart\w*|crash\w*)\b/, "restarts"],
  [/\b(oom\w*|out of memory|memory|heap|rss|leak\w*)\b/, "memory"],
  [/\bcpu\b/, "cpu"],
  [/\b(disks?|file ?systems?|volumes?|storage|inodes?|pvc)\b/, "disk"],
  [/\b(queues?|backlog\w*|consumer (lag|group)\w*|undelivered|lag(ging|s)?)\b/, "queue-depth"],
  [/\b(retr(y|ies)|retrying)\b/, "retries"],
  [
    /\b(laten(cy|cies)|slow\w*|response times?|durations?|p9\d|p50|timing out|takes? (too )?long|hang(s|ing)?)\b/,
    "latency",
  ],
  [/\b(5xx|4xx|50\d|errors?|error rate|exceptions?|fail(s|ed|ing|ure|ures)?|timeouts?|unsuccessful)\b/, "error-rate"],
  [
    /\b(down|unavailab\w*|availability|unreachable|outage|offline|dead|absent|missing|not ready|unready|gone|no endpoints?|probe)\b/,
    "availability",
  ],
  [/\b(traffic|request rate|requests|throughput|rps|qps|load|spike)\b/, "request-rate"],
  [/\b(packets?|network|bandwidth|dns|tls|certificates?)\b/, "network"],
  [/\b(connections?|sessions?)\b/, "connections"],
  [/\b(in ?flight|saturat\w*)\b/, "in-flight"],
  [/\b(logs?|log lines?)\b/, "logs"],
  [/\b(deploy\w*|rollout|release|config(uration)? change)\b/, "change"],
];

const LIMIT = 4_096;

/** The signal that a text speaks of, or `null` where no word of it is known. A hint: it proves nothing. */
export function signalFromWords(text: string): Signal | null {
  const words = spaced(text.slice(0, LIMIT));
  return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

/** The signal of a metric that an alert names, or `null` where the name tells none. */
export function signalFromMetric(metric: string): Signal | null {
  const role = metricRole(metric.slice(0, 256));
  return role === "other" ? null : role;
}

/** `HighRequestLatency` and `high_request-latency` alike become `high request latency`. */
function spaced(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .replace(/[_\-./:]+/g, " ")
    .toLowerCase();
}
