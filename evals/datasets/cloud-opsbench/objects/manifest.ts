/**
 * Manifests: one object or several as YAML, as somebody applied them or as the cluster keeps them. Brought to the
 * same form as descriptions: probes with a type, amounts with numbers, secrets decoded, times and bookkeeping left out.
 */
import { isAlias, parseAllDocuments, visit } from "yaml";
import type { Json } from "../../../../src/index.js";
import { type Fields, isFields, known, whole } from "../fields.js";
import { isName } from "../kinds.js";
import { amounts } from "./resources.js";

export interface ManifestObject {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly fields: Fields;
}

export type Manifest =
  | { readonly kind: "objects"; readonly objects: readonly ManifestObject[]; readonly dropped: number }
  | { readonly kind: "unreadable"; readonly why: string };

const MOST_BYTES = 262_144;
const MOST_DOCUMENTS = 64;

export function readManifest(text: string): Manifest {
  if (text.length > MOST_BYTES) return { kind: "unreadable", why: `a manifest of more than ${MOST_BYTES} characters` };
  const documents = parseAllDocuments(text, { uniqueKeys: true, logLevel: "silent" });
  if (!Array.isArray(documents)) return { kind: "objects", objects: [], dropped: 0 };
  const objects: ManifestObject[] = [];
  let dropped = 0;
  for (const document of documents.slice(0, MOST_DOCUMENTS)) {
    if (document.contents === null && document.errors.length === 0) continue;
    const value = document.errors.length > 0 || hasAlias(document) ? null : (document.toJS() as unknown);
    const object = isFields(value) ? objectOf(value) : null;
    if (object === null) dropped += 1;
    else objects.push(object);
  }
  if (objects.length === 0) return { kind: "unreadable", why: "no object of a cluster in the manifest" };
  return { kind: "objects", objects, dropped: dropped + Math.max(0, documents.length - MOST_DOCUMENTS) };
}

/** Nobody needs aliases here, and they are how a small text becomes a large one. */
function hasAlias(document: Parameters<typeof visit>[0]): boolean {
  let found = false;
  visit(document, {
    Alias(_key, node) {
      found = isAlias(node);
      return visit.BREAK;
    },
  });
  return found;
}

function objectOf(value: Fields): ManifestObject | null {
  const { kind, metadata } = value;
  if (typeof kind !== "string" || !isFields(metadata) || typeof metadata["name"] !== "string") return null;
  const { name, namespace } = metadata;
  if (!isName(name) || (typeof namespace === "string" && !isName(namespace.trim()))) return null;
  return {
    kind,
    name,
    namespace: typeof namespace === "string" ? namespace.trim() : "",
    fields: known({ ...cleaned(value), stringData: undefined, ...(kind === "Secret" ? secretFields(value) : {}) }),
  };
}

const BOOKKEEPING = new Set([
  "apiVersion",
  "managedFields",
  "uid",
  "resourceVersion",
  "generation",
  "observedGeneration",
  "selfLink",
  "imageID",
  "containerID",
  "kubectl.kubernetes.io/last-applied-configuration",
]);
const TIMED = /(?:Time|Timestamp)$/;
const MOST_DEPTH = 24;
const LONGEST_TEXT = 8_192;

function cleaned(value: Fields): Fields {
  return tidied(value, 0) as Fields;
}

function tidied(value: Json, depth: number): Json {
  if (depth > MOST_DEPTH) return null;
  if (typeof value === "string") return value.slice(0, LONGEST_TEXT);
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return value.map((one: Json) => tidied(one, depth + 1));
  if (!isFields(value)) return value ?? null;
  const kept = Object.entries(value).flatMap(([name, inner]): [string, Json][] =>
    BOOKKEEPING.has(name) || TIMED.test(name) ? [] : [[name, named(name, inner, depth + 1)]],
  );
  return Object.fromEntries(kept);
}

/** Some fields mean more than their value shows. */
function named(name: string, value: Json, depth: number): Json {
  if (/^(?:liveness|readiness|startup)Probe$/.test(name) && isFields(value)) return probe(value);
  if (isFields(value) && (name === "limits" || name === "requests" || name === "capacity" || name === "allocatable"))
    return amounts(textsOf(value));
  if (
    isFields(value) &&
    (name === "matchLabels" || name === "labels" || name === "annotations" || name === "nodeSelector")
  )
    return shortened(textsOf(value));
  if (name === "ports" && Array.isArray(value))
    return value.map((one: Json) => (isFields(one) ? port(one, depth) : one));
  return tidied(value, depth);
}

/** With what Kubernetes fills in: the protocol, and the port that a service passes on to. */
function port(value: Fields, depth: number): Json {
  const { port: own, targetPort = own, protocol = "TCP" } = value;
  return known({
    ...(tidied(value, depth) as Fields),
    protocol,
    targetPort: own === undefined ? undefined : targetPort,
  });
}

function textsOf(value: Fields): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) =>
      (typeof one === "object" && one !== null) || BOOKKEEPING.has(name) ? [] : [[name, String(one)]],
    ),
  );
}

function shortened(texts: Record<string, string>): Fields {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text.slice(0, 512)]));
}

const PROBE_DEFAULTS = {
  initialDelaySeconds: 0,
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
};

function probe(value: Fields): Fields {
  const { httpGet, tcpSocket, grpc, exec } = value;
  const timing = Object.fromEntries(
    Object.entries(PROBE_DEFAULTS).map(([name, usual]) => [name, whole(String(value[name] ?? "")) ?? usual]),
  );
  const portOf = (of: Fields): Json | undefined => whole(String(of["port"])) ?? of["port"];
  if (isFields(httpGet)) {
    const { path = "/", scheme = "HTTP" } = httpGet;
    return known({ type: "http-get", port: portOf(httpGet), path, scheme, ...timing });
  }
  if (isFields(tcpSocket)) return known({ type: "tcp-socket", port: portOf(tcpSocket), ...timing });
  if (isFields(grpc)) return known({ type: "grpc", port: portOf(grpc), service: grpc["service"], ...timing });
  if (isFields(exec)) {
    const { command } = exec;
    return known({ type: "exec", command: Array.isArray(command) ? command.join(" ") : command, ...timing });
  }
  return known({ type: "unknown", ...timing });
}

/** A secret's values in plain: `stringData` as it stands, `data` decoded where it is text. */
function secretFields({ data, stringData }: Fields): Fields {
  const plain = isFields(stringData) ? textsOf(stringData) : {};
  const coded = isFields(data) ? textsOf(data) : {};
  const decoded = Object.entries(coded).map(([key, value]) => [key, decodedText(value)] as const);
  const all: Fields = { ...Object.fromEntries(decoded), ...plain };
  return { data: all, keys: Object.keys(all), dataCount: Object.keys(all).length };
}

function decodedText(value: string): string {
  if (!/^[A-Za-z0-9+/]{0,20000}={0,2}$/.test(value) || value.length % 4 !== 0) return value.slice(0, 512);
  const text = Buffer.from(value, "base64").toString("utf8");
  return /^[\t\n\r\x20-\x7e]*$/.test(text) ? text.slice(0, 512) : value.slice(0, 512);
}
