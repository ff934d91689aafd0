/**
 * Inquest's own fault types in the words of this data set: the one place where the two meet. What is not in the table
 * keeps Inquest's own name, so that a fault which the set has no word for is still told.
 */
import { type EntityRef, faultFamily } from "../../../src/index.js";
import { ownerAmong } from "./naming.js";

export interface Label {
  readonly [word: string]: string;
  readonly fault_taxonomy: string;
  readonly fault_object: string;
  readonly root_cause: string;
}

type ObjectWord = "app" | "node" | "namespace";

interface Row {
  readonly taxonomy: string;
  readonly cause: string;
  readonly object: ObjectWord;
}

function rows(taxonomy: string, object: ObjectWord, causes: Readonly<Record<string, string>>): [string, Row][] {
  return Object.entries(causes).map(([fault, cause]) => [fault, { taxonomy, cause, object }]);
}

const TABLE: ReadonlyMap<string, Row> = new Map([
  ...rows("Admission_Fault", "namespace", {
    "admission/cpu-quota": "namespace_cpu_quota_exceeded",
    "admission/memory-quota": "namespace_memory_quota_exceeded",
    "admission/object-count-quota": "namespace_service_quota_exceeded",
    "admission/storage-quota": "namespace_storage_quota_exceeded",
  }),
  ...rows("Scheduling_Fault", "app", {
    "scheduling/insufficient-cpu": "cpu_capacity_mismatch",
    "scheduling/insufficient-memory": "memory_capacity_mismatch",
    "scheduling/node-affinity-mismatch": "node_affinity_mismatch",
    "scheduling/node-cordoned": "node_cordon_mismatch",
    "scheduling/node-selector-mismatch": "node_selector_mismatch",
    "scheduling/anti-affinity-conflict": "pod_anti_affinity_conflict",
    "scheduling/taint-not-tolerated": "taint_toleration_mismatch",
    "scheduling/volume-already-claimed": "pv_binding_occupied",
    "scheduling/volume-access-mode-mismatch": "pvc_access_mode_mismatch",
    "scheduling/volume-capacity-mismatch": "pvc_capacity_mismatch",
    "scheduling/volume-selector-mismatch": "pvc_selector_mismatch",
    "scheduling/storage-class-mismatch": "pvc_storage_class_mismatch",
  }),
  ...rows("Startup_Fault", "app", {
    "startup/registry-unresolvable": "image_registry_dns_failure",
    "startup/image-reference-wrong": "incorrect_image_reference",
    "startup/pull-secret-missing": "missing_image_pull_secret",
    "startup/volume-permission-denied": "volume_mount_permission_denied",
    "startup/secret-missing": "missing_secret_binding",
  }),
  ...rows("Runtime_Fault", "app", {
    "runtime/liveness-probe-wrong-port": "liveness_probe_incorrect_port",
    "runtime/liveness-probe-wrong-protocol": "liveness_probe_incorrect_protocol",
    "runtime/liveness-probe-too-hasty": "liveness_probe_incorrect_timing",
    "runtime/readiness-probe-wrong-port": "readiness_probe_incorrect_port",
    "runtime/readiness-probe-wrong-protocol": "readiness_probe_incorrect_protocol",
    "runtime/memory-kill": "oom_killed",
    "dependency/connection-exhaustion": "db_connection_exhaustion",
    "dependency/database-read-only": "db_read_only",
    "change/scaled-to-zero": "deployment_zero_replicas",
    "change/credential-mismatch": "mysql_invalid_credentials",
    "change/wrong-address": "mysql_invalid_port",
    "routing/sidecar-port-conflict": "service_sidecar_port_conflict",
  }),
  ...rows("Service_Routing_Fault", "app", {
    "routing/target-port-mismatch": "service_port_mapping_mismatch",
    "routing/protocol-mismatch": "service_protocol_mismatch",
    "routing/selector-finds-no-pod": "service_selector_mismatch",
  }),
  ...rows("Performance_Fault", "app", { "network/edge-delay": "pod_network_delay" }),
  ...rows("Infrastructure_Fault", "node", {
    "infrastructure/container-runtime-down": "containerd_unavailable",
    "infrastructure/kube-proxy-down": "kube_proxy_unavailable",
    "infrastructure/scheduler-down": "kube_scheduler_unavailable",
    "infrastructure/kubelet-down": "kubelet_unavailable",
    "network/node-delay": "node_network_delay",
    "network/node-packet-loss": "node_network_packet_loss",
  }),
]);

/** Words of the list that upstream gives its agents, where truth spells them otherwise. */
const SPELLINGS: Readonly<Record<string, string>> = { db_readonly_mode: "db_read_only" };

/** A root cause as truth spells it. */
export function spelled(cause: string): string {
  return SPELLINGS[cause] ?? cause;
}

/** @param apps names of applications, so that a pod or a replica set can be told as the application that it is of */
export function labelOf(fault: string, entity: EntityRef, apps: readonly string[] = []): Label {
  const row = TABLE.get(fault);
  const object = row?.object ?? objectWord(entity);
  return {
    fault_taxonomy: row?.taxonomy ?? faultFamily(fault),
    fault_object: objectName(object, entity, apps),
    root_cause: row?.cause ?? fault,
  };
}

function objectWord({ kind }: EntityRef): ObjectWord {
  if (kind === "node" || kind === "host") return "node";
  return kind === "namespace" ? "namespace" : "app";
}

function objectName(word: ObjectWord, { kind, name, namespace }: EntityRef, apps: readonly string[]): string {
  switch (word) {
    case "node":
      return `node/${name}`;
    case "namespace":
      return `namespace/${kind === "namespace" ? name : namespace}`;
    case "app":
      return `app/${appOf(kind, name, apps)}`;
  }
}

/** What Kubernetes made for an application is told as that application. */
function appOf(kind: EntityRef["kind"], name: string, apps: readonly string[]): string {
  const own = ownerAmong(apps, name);
  if (own !== null) return own;
  if (kind === "pod" || kind === "workload")
    return name.replace(/-(?:[bcdfghjklmnpqrstvwxz2456789]{6,10}(?:-[bcdfghjklmnpqrstvwxz2456789]{5})?|\d{1,3})$/, "");
  return name;
}

/** Every fault type of the data set that the table knows, by its own word. */
export const KNOWN_CAUSES: readonly string[] = [...TABLE.values()].map(({ cause }) => cause);
