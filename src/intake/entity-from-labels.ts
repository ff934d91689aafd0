import { type EntityKind, EntityRef } from "../core/entity.js";

export type Labels = Readonly<Record<string, string>>;

/**
 * Which labels name the thing that an alert is about, by convention of Prometheus, Kubernetes and OpenTelemetry.
 * What serves requests comes before what runs it, and that before where it runs: symptoms are told of services.
 */
const NAMING: readonly (readonly [EntityKind, readonly string[]])[] = [
  ["service", ["service", "service_name", "app", "app_kubernetes_io_name", "application", "microservice"]],
  ["workload", ["deployment", "statefulset", "daemonset", "replicaset", "cronjob", "job_name", "workload"]],
  ["pod", ["pod", "pod_name"]],
  ["database", ["database", "datname", "db", "dbinstance_identifier"]],
  ["queue", ["queue", "topic"]],
  ["volume", ["persistentvolumeclaim", "volume"]],
  ["ingress", ["ingress"]],
  ["node", ["node", "nodename", "kubernetes_node"]],
  ["host", ["host", "hostname"]],
  ["container", ["container", "container_name"]],
  ["service", ["job"]],
  ["host", ["instance"]],
  ["namespace", ["namespace", "kubernetes_namespace"]],
  ["cluster", ["cluster"]],
];

/** Kinds that live in a namespace, where the source has them. */
const NAMESPACED: ReadonlySet<EntityKind> = new Set(["service", "workload", "pod", "container", "volume", "ingress"]);

/** Programs that measure others: what names them says nothing about what hurts. */
const EXPORTER =
  /(^|[-_./])(kube-state-metrics|kubelet|cadvisor|pushgateway|prometheus|alertmanager|[a-z]*[-_]?exporter|blackbox)$/;

/** Labels that Prometheus sets from the scraped target: its own where the target is an exporter. */
const OF_THE_TARGET: ReadonlySet<string> = new Set(["service", "job", "instance", "app", "app_kubernetes_io_name"]);

/** The entity that an alert is about, or `null` where no label of it says. Names are untrusted: what is no name is passed over. */
export function entityFromLabels(labels: Labels): EntityRef | null {
  const scrapedFromExporter = EXPORTER.test(labels["job"] ?? "") || EXPORTER.test(labels["service"] ?? "");
  for (const [kind, names] of NAMING) {
    for (const name of names) {
      const value = ownLabel(labels, name, scrapedFromExporter);
      if (value === undefined) continue;
      const entity = entityOf(kind, value, labels);
      if (entity !== null) return entity;
    }
  }
  return null;
}

/**
 * Where scraped labels clash with the target's, Prometheus keeps the scraped one as `exported_…`: that is the one
 * which names what was measured.
 */
function ownLabel(labels: Labels, name: string, scrapedFromExporter: boolean): string | undefined {
  const exported = read(labels, `exported_${name}`);
  if (exported !== undefined) return exported;
  if (scrapedFromExporter && OF_THE_TARGET.has(name) && name !== "instance") return undefined;
  const value = read(labels, name);
  if (value === undefined || (OF_THE_TARGET.has(name) && EXPORTER.test(value))) return undefined;
  return name === "instance" ? withoutPort(value) : value;
}

function read(labels: Labels, name: string): string | undefined {
  const value = Object.hasOwn(labels, name) ? labels[name]?.trim() : undefined;
  return value === "" ? undefined : value;
}

function entityOf(kind: EntityKind, name: string, labels: Labels): EntityRef | null {
  const namespace = NAMESPACED.has(kind) ? namespaceOf(labels) : "";
  const parsed = EntityRef.safeParse({ kind, namespace, name });
  if (parsed.success) return parsed.data;
  const bare = EntityRef.safeParse({ kind, namespace: "", name });
  return bare.success ? bare.data : null;
}

function namespaceOf(labels: Labels): string {
  const names = ["exported_namespace", "namespace", "kubernetes_namespace", "service_namespace"];
  return names.map((name) => read(labels, name)).find((value) => value !== undefined) ?? "";
}

/** `10.0.0.7:9100` and `[::1]:9100` are the host and the port that was scraped. */
function withoutPort(instance: string): string {
  return instance.replace(/:\d{1,5}$/, "").replace(/^\[(.+)\]$/, "$1");
}
