/**
 * Which labels of a raw series an answer keeps, so that an entity has one series for each metric and peer:
 * labels that say which copy of it was scraped and which requests were counted are summed over.
 */
type Labels = Readonly<Record<string, string>>;

/** Which copy was scraped. */
const COPY = new Set([
  "instance",
  "pid",
  "job",
  "host",
  "hostname",
  "host_name",
  "pod",
  "pod_name",
  "container",
  "container_id",
  "replica",
  "endpoint",
  "service_instance_id",
  "exporter",
  "server",
]);
/** Which requests were counted. */
const REQUEST = new Set([
  "route",
  "http_route",
  "path",
  "uri",
  "url",
  "handler",
  "method",
  "http_method",
  "http_request_method",
  "operation",
  "rpc_method",
  "le",
  "quantile",
]);
const STATUS = new Set([
  "status",
  "code",
  "status_code",
  "http_status",
  "http_status_code",
  "http_response_status_code",
  "grpc_code",
  "rpc_grpc_status_code",
  "outcome",
  "result",
  "error",
  "error_type",
]);
const PEER = new Set([
  "peer",
  "peer_service",
  "peer_name",
  "net_peer_name",
  "server_address",
  "upstream",
  "upstream_service",
  "target",
  "target_service",
  "destination",
  "destination_service",
  "dependency",
  "remote",
  "db",
  "datname",
  "database",
  "queue",
  "topic",
]);
/** Other labels are kept as long as they split a metric of an entity into no more series than this. */
const FEW = 16;

/** A status of 5xx, an outcome in words, or the name of a system error (`ECONNREFUSED`). */
const FAILED =
  /^(?:5\d\d|5[xX]{2}|(?:error|errors|fail|failed|failure|fault|exception|timeout|refused|reset)|E[A-Z]{4,})$/;
/** Values of `error` and `error_type` that say that there was none. */
const NO_ERROR = new Set(["", "0", "false", "none", "ok"]);

/** Which copy of an entity a series was scraped from, as one text. */
export function copyOf(labels: Labels): string {
  return labelText(picked(labels, (name) => COPY.has(plain(name))));
}

export function peerOf(labels: Labels): string {
  return labelText(picked(labels, (name) => PEER.has(plain(name))));
}

/** The name of the label that tells how a request ended, if one does. */
export function statusLabel(labels: Labels): string | null {
  return Object.keys(labels).find((name) => STATUS.has(plain(name))) ?? null;
}

/** Whether the labels say that these requests failed on the serving side. */
export function tellsFailure(labels: Labels): boolean {
  return Object.entries(labels).some(([name, value]) => {
    const label = plain(name);
    if (label === "error" || label === "error_type") return !NO_ERROR.has(value.toLowerCase());
    return STATUS.has(label) && FAILED.test(value);
  });
}

/** Names of the labels that an answer keeps for the series of one metric of one entity. */
export function keptLabels(series: readonly { readonly labels: Labels }[]): ReadonlySet<string> {
  const names = [...new Set(series.flatMap(({ labels }) => Object.keys(labels)))];
  const telling = new Set(names.filter((name) => ![COPY, REQUEST, STATUS].some((summed) => summed.has(plain(name)))));
  const combinations = new Set(series.map(({ labels }) => labelText(picked(labels, (name) => telling.has(name)))));
  return combinations.size <= FEW ? telling : new Set(names.filter((name) => PEER.has(plain(name))));
}

/** OpenTelemetry writes with dots what Prometheus writes with underscores. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(".", "_");
}

export function picked(labels: Labels, keep: (name: string) => boolean): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => keep(name)));
}

/** One text per label set, whatever the order of its names. */
export function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return JSON.stringify(pairs);
}
