/** Rows of lists as objects: brief, and in Kubernetes' own field names. */
import type { Json } from "../../../../src/index.js";
import { type Fields, known, said, whole, wholeOrText } from "../fields.js";
import { ageMs, restarts } from "../text/age.js";
import { commaList, pairsOf } from "../text/pairs.js";
import type { Row } from "../text/table.js";
import { accessModes, claimOf } from "./describe-storage.js";
import { amounts, quotaEntry } from "./resources.js";

/** Null where the row is not what a row of that kind must be. */
type RowReader = (row: Row) => Fields | null;

const READERS: Readonly<Record<string, RowReader>> = {
  Pod: podRow,
  Deployment: workloadRow,
  StatefulSet: workloadRow,
  DaemonSet: daemonRow,
  ReplicaSet: replicaSetRow,
  Service: serviceRow,
  Endpoints: (row) => ({ addresses: commaList(row["ENDPOINTS"] ?? "") }),
  Node: nodeRow,
  Namespace: (row) => ({ status: { phase: row["STATUS"] ?? "" } }),
  ConfigMap: (row) => known({ dataCount: whole(row["DATA"]) }),
  Secret: (row) => known({ type: said(row["TYPE"]), dataCount: whole(row["DATA"]) }),
  PersistentVolume: volumeRow,
  PersistentVolumeClaim: claimRow,
  ResourceQuota: quotaRow,
  StorageClass: storageClassRow,
  NetworkPolicy: (row) => ({ spec: { podSelector: { matchLabels: selectorOf(row["POD-SELECTOR"]) ?? {} } } }),
};

/** What the row tells; kinds that have no reader of their own keep their cells as `row`. */
export function rowFields(kind: string, row: Row): Fields | null {
  const reader = READERS[kind];
  const own = reader === undefined ? { row: cellsOf(row) } : reader(row);
  if (own === null) return null;
  const labels = row["LABELS"] === undefined ? undefined : pairsOf([row["LABELS"]]);
  return known({ kind, metadata: known({ name: said(row["NAME"]), labels }), ...own });
}

function cellsOf(row: Row): Fields {
  return Object.fromEntries(Object.entries(row).filter(([column]) => column !== "AGE" && column !== "NAME"));
}

export function rowAge(row: Row): number | undefined {
  return ageMs(row["AGE"] ?? "") ?? undefined;
}

function share(text: string | undefined): readonly [number, number] | null {
  const match = /^(\d{1,9})\/(\d{1,9})$/.exec(text ?? "");
  return match === null ? null : [Number(match[1]), Number(match[2])];
}

const PHASES: readonly string[] = ["Pending", "Running", "Succeeded", "Failed", "Unknown"];
/** Words of the column STATUS that stand for a phase of another name. */
const PHASE_OF: Readonly<Record<string, string>> = { Completed: "Succeeded", Evicted: "Failed" };
/** Before a container has ever run its pod is pending. */
const NEVER_RAN = /^(?:ContainerCreating|PodInitializing|Init:|ErrImage|ImagePull|InvalidImageName|CreateContainer)/;

function podRow(row: Row): Fields | null {
  const ready = share(row["READY"]);
  const again = restarts(row["RESTARTS"] ?? "");
  const word = row["STATUS"];
  if (ready === null || again === null || word === undefined || !/^[A-Z][\w:/.-]*$/.test(word)) return null;
  const node = row["NODE"];
  return {
    spec: known({ nodeName: node === undefined ? undefined : node === "<none>" ? null : node }),
    status: known({
      phase: PHASES.includes(word) ? word : (PHASE_OF[word] ?? (NEVER_RAN.test(word) ? "Pending" : undefined)),
      reason: PHASES.includes(word) ? undefined : word,
      ready: ready[1] > 0 && ready[0] === ready[1],
      containersReady: ready[0],
      containersTotal: ready[1],
      restartCount: again.count,
      lastRestartAgeMs: again.lastMs ?? undefined,
      podIP: row["IP"] === "<none>" ? undefined : said(row["IP"]),
    }),
  };
}

function workloadRow(row: Row): Fields | null {
  const ready = share(row["READY"]);
  if (ready === null) return null;
  return {
    spec: known({ replicas: ready[1], ...templateOf(row) }),
    status: known({
      readyReplicas: ready[0],
      updatedReplicas: whole(row["UP-TO-DATE"]),
      availableReplicas: whole(row["AVAILABLE"]),
    }),
  };
}

function daemonRow(row: Row): Fields | null {
  const desired = whole(row["DESIRED"]);
  if (desired === undefined) return null;
  return {
    spec: known(templateOf(row)),
    status: known({
      desiredNumberScheduled: desired,
      currentNumberScheduled: whole(row["CURRENT"]),
      numberReady: whole(row["READY"]),
      numberAvailable: whole(row["AVAILABLE"]),
    }),
  };
}

function replicaSetRow(row: Row): Fields | null {
  const desired = whole(row["DESIRED"]);
  if (desired === undefined) return null;
  return {
    spec: known({ replicas: desired, ...templateOf(row) }),
    status: known({ replicas: whole(row["CURRENT"]), readyReplicas: whole(row["READY"]) }),
  };
}

/** Selector, and the names and images of containers, where the list is a wide one. */
function templateOf(row: Row): { readonly [name: string]: Json | undefined } {
  const names = commaList(row["CONTAINERS"] ?? "");
  const images = commaList(row["IMAGES"] ?? "");
  const selector = selectorOf(row["SELECTOR"]);
  return {
    selector: selector === undefined ? undefined : { matchLabels: selector },
    template:
      names.length === 0 || names.length !== images.length
        ? undefined
        : { spec: { containers: names.map((name, index) => ({ name, image: images[index] ?? "" })) } },
  };
}

function selectorOf(text: string | undefined): Record<string, string> | undefined {
  return text === undefined ? undefined : pairsOf([text]);
}

function serviceRow(row: Row): Fields | null {
  const ports = row["PORT(S)"];
  if (row["TYPE"] === undefined || ports === undefined) return null;
  return {
    spec: known({
      type: row["TYPE"],
      clusterIP: row["CLUSTER-IP"] === "<none>" ? undefined : said(row["CLUSTER-IP"]),
      ports: commaList(ports).map(servicePort),
      selector: selectorOf(row["SELECTOR"]),
    }),
  };
}

/** `80/TCP`, `80:31380/TCP`. */
function servicePort(text: string): Fields {
  const [numbers = "", protocol] = text.split("/", 2);
  const [port = "", nodePort] = numbers.split(":", 2);
  return known({ port: wholeOrText(port), nodePort: whole(nodePort), protocol });
}

function nodeRow(row: Row): Fields | null {
  const words = (row["STATUS"] ?? "").split(",");
  if (!words.some((word) => word === "Ready" || word === "NotReady")) return null;
  return {
    roles: commaList(row["ROLES"] ?? ""),
    spec: { unschedulable: words.includes("SchedulingDisabled") },
    status: known({
      ready: words.includes("Ready"),
      conditions: [{ type: "Ready", status: words.includes("Ready") ? "True" : "False" }],
      nodeInfo: knownInfo(row),
    }),
  };
}

function knownInfo(row: Row): Fields | undefined {
  const info = known({ kubeletVersion: said(row["VERSION"]), containerRuntimeVersion: said(row["CONTAINER-RUNTIME"]) });
  return Object.keys(info).length === 0 ? undefined : info;
}

function volumeRow(row: Row): Fields | null {
  const phase = said(row["STATUS"]);
  if (phase === undefined) return null;
  return {
    spec: known({
      storageClassName: row["STORAGECLASS"],
      accessModes: accessModes(row["ACCESS MODES"]),
      capacity: amounts({ storage: row["CAPACITY"] ?? "" }),
      claimRef: claimOf(row["CLAIM"] ?? ""),
      persistentVolumeReclaimPolicy: said(row["RECLAIM POLICY"]),
    }),
    status: known({ phase, reason: said(row["REASON"]) }),
  };
}

function claimRow(row: Row): Fields | null {
  const phase = said(row["STATUS"]);
  if (phase === undefined) return null;
  const capacity = said(row["CAPACITY"]);
  const modes = said(row["ACCESS MODES"]);
  return {
    spec: known({ storageClassName: row["STORAGECLASS"], volumeName: row["VOLUME"] }),
    status: known({
      phase,
      accessModes: accessModes(modes),
      capacity: capacity === undefined ? undefined : amounts({ storage: capacity }),
    }),
  };
}

/** `requests.cpu: 10/10, pods: 3/20`, with what is limited in a column of its own. */
function quotaRow(row: Row): Fields | null {
  const parts = [row["REQUEST"], row["LIMIT"]].flatMap((text) => commaList(text ?? ""));
  const entries = parts.flatMap((part) => {
    const match = /^(\S{1,253}): (\S{1,40})\/(\S{1,40})$/.exec(part);
    return match === null ? [] : [quotaEntry(match[1] ?? "", match[2] ?? "", match[3] ?? "")];
  });
  if (entries.length !== parts.length || entries.length === 0) return null;
  const column = (name: "hard" | "used"): Fields =>
    Object.fromEntries(entries.map((entry) => [String(entry["resource"]), entry[name] ?? ""]));
  return { status: { hard: column("hard"), used: column("used"), entries } };
}

function storageClassRow(row: Row): Fields | null {
  const provisioner = said(row["PROVISIONER"]);
  if (provisioner === undefined) return null;
  return known({
    provisioner,
    reclaimPolicy: said(row["RECLAIMPOLICY"]),
    volumeBindingMode: said(row["VOLUMEBINDINGMODE"]),
    isDefault: (row["NAME"] ?? "").includes("(default)"),
  });
}
