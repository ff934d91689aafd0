/** Containers as describe writes them: what they are told to be, and how they are. */
import type { Json } from "../../../../src/index.js";
import { type Fields, known, said, whole } from "../fields.js";
import { child, isNone, listOf, type OutlineNode, textAt } from "../text/outline.js";
import { probeOf } from "../text/probe.js";
import { cells } from "../text/table.js";
import { amounts } from "./resources.js";

/** What a container is told to be, in the words of `spec.containers`. */
export function containerSpec(name: string, lines: readonly OutlineNode[]): Fields {
  const probe = (key: string): Fields | undefined => probeOf(child(lines, key)?.value ?? "") ?? undefined;
  const resource = (key: string): Fields | undefined => {
    const node = child(lines, key);
    return node === undefined ? undefined : amounts(plainPairs(node.children));
  };
  return known({
    name,
    image: said(textAt(lines, "Image")),
    command: commandOf(child(lines, "Command")),
    args: commandOf(child(lines, "Args")),
    ports: portsOf(textAt(lines, "Ports") ?? textAt(lines, "Port")),
    resources: known({ limits: resource("Limits") ?? {}, requests: resource("Requests") ?? {} }),
    livenessProbe: probe("Liveness"),
    readinessProbe: probe("Readiness"),
    startupProbe: probe("Startup"),
    env: envOf(child(lines, "Environment")),
    envFrom: envFromOf(child(lines, "Environment Variables from")),
    volumeMounts: mountsOf(child(lines, "Mounts")),
  });
}

/** How a container is, in the words of `status.containerStatuses`. */
export function containerStatus(name: string, lines: readonly OutlineNode[]): Fields {
  const ready = textAt(lines, "Ready");
  return known({
    name,
    image: said(textAt(lines, "Image")),
    ready: ready === undefined ? undefined : ready === "True",
    restartCount: whole(textAt(lines, "Restart Count")),
    state: stateOf(child(lines, "State")),
    lastState: stateOf(child(lines, "Last State")),
  });
}

function stateOf(node: OutlineNode | undefined): Fields | undefined {
  if (node === undefined) return undefined;
  const rest = known({
    reason: said(textAt(node.children, "Reason")),
    message: said(textAt(node.children, "Message")),
    exitCode: whole(textAt(node.children, "Exit Code")),
    signal: whole(textAt(node.children, "Signal")),
  });
  switch (node.value) {
    case "Running":
      return { running: rest };
    case "Waiting":
      return { waiting: rest };
    case "Terminated":
      return { terminated: rest };
    default:
      return undefined;
  }
}

function plainPairs(nodes: readonly OutlineNode[]): Record<string, string> {
  return Object.fromEntries(nodes.flatMap(({ key, value }) => (key === null ? [] : [[key, value]])));
}

function commandOf(node: OutlineNode | undefined): string[] | undefined {
  if (node === undefined) return undefined;
  const words = (nodes: readonly OutlineNode[]): string[] =>
    nodes.flatMap(({ text, children }) => [text, ...words(children)]);
  return words(node.children);
}

/** `8080/TCP, 9090/UDP (metrics)`. */
function portsOf(text: string | undefined): Json[] | undefined {
  if (text === undefined) return undefined;
  return text.split(",").flatMap((one): Json[] => {
    const match = /^(\d{1,5})\/(\w{1,8})(?: \((\S{1,63})\))?$/.exec(one.trim());
    return match === null ? [] : [known({ containerPort: Number(match[1]), protocol: match[2], name: match[3] })];
  });
}

const REFERENCE =
  /^<set to the key '([^']{1,253})' (?:in secret|of config map) '([^']{1,253})'>\s*(?:Optional: (\w+))?/;

function envOf(node: OutlineNode | undefined): Json[] | undefined {
  if (node === undefined) return undefined;
  return node.children.flatMap(({ key, value }): Json[] => {
    if (key === null) return [];
    const field = /^\(v\d\w*:(\S{1,200})\)/.exec(value)?.[1];
    if (field !== undefined) return [{ name: key, valueFrom: { fieldRef: { fieldPath: field } } }];
    const reference = REFERENCE.exec(value);
    if (reference === null) return [{ name: key, value }];
    const ref = known({ name: reference[2], key: reference[1], optional: reference[3] === "true" });
    const from = value.includes(" in secret ") ? "secretKeyRef" : "configMapKeyRef";
    return [{ name: key, valueFrom: { [from]: ref } }];
  });
}

/** `db-login  Secret  Optional: false`. */
function envFromOf(node: OutlineNode | undefined): Json[] | undefined {
  if (node === undefined) return undefined;
  return node.children.flatMap(({ text }): Json[] => {
    const [name = "", source = "", optional = ""] = cells(text);
    const ref = { name, optional: optional === "Optional: true" };
    if (source.startsWith("Secret")) return [{ secretRef: ref }];
    return source.startsWith("ConfigMap") ? [{ configMapRef: ref }] : [];
  });
}

/** `/data from store (rw)`. */
function mountsOf(node: OutlineNode | undefined): Json[] | undefined {
  if (node === undefined) return undefined;
  if (isNone(node.value) && node.children.length === 0) return [];
  return listOf(node).flatMap((text): Json[] => {
    const match = /^(\S{1,1024}) from (\S{1,253}) \((r[ow])(?:,path="([^"]{0,1024})")?\)$/.exec(text);
    if (match === null) return [];
    return [known({ mountPath: match[1], name: match[2], readOnly: match[3] === "ro", subPath: match[4] })];
  });
}

/** Containers by name, from the lines below `Containers:`. */
export function containersIn(node: OutlineNode | undefined, make: typeof containerSpec): Fields[] | undefined {
  return node?.children.flatMap(({ key, children }) => (key === null ? [] : [make(key, children)]));
}
