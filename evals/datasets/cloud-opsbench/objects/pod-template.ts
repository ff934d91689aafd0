/** What a pod is told to be: of a pod itself and of a workload's template alike. */
import type { Json } from "../../../../src/index.js";
import { type Fields, known, said } from "../fields.js";
import { child, isNone, listOf, type OutlineNode, textAt } from "../text/outline.js";
import { pairsOf, tolerationOf } from "../text/pairs.js";
import { containerSpec, containersIn } from "./container.js";

export function podSpec(lines: readonly OutlineNode[]): Fields {
  const selectors = child(lines, "Node-Selectors");
  const tolerations = child(lines, "Tolerations");
  return known({
    serviceAccountName: said(textAt(lines, "Service Account")),
    priorityClassName: said(textAt(lines, "Priority Class Name")),
    containers: containersIn(child(lines, "Containers"), containerSpec),
    initContainers: containersIn(child(lines, "Init Containers"), containerSpec),
    nodeSelector: selectors === undefined ? undefined : pairsOf(listOf(selectors)),
    tolerations: tolerations === undefined ? undefined : listOf(tolerations).map(tolerationOf),
    volumes: volumesOf(child(lines, "Volumes")),
  });
}

function volumesOf(node: OutlineNode | undefined): Json[] | undefined {
  if (node === undefined) return undefined;
  return node.children.flatMap(({ key, children }): Json[] => (key === null ? [] : [volumeOf(key, children)]));
}

function volumeOf(name: string, lines: readonly OutlineNode[]): Fields {
  const type = (textAt(lines, "Type") ?? "").split(" ", 1)[0] ?? "";
  const optional = textAt(lines, "Optional");
  const named = (key: string): Fields =>
    known({
      [key]: textAt(lines, "Name") ?? textAt(lines, "SecretName"),
      optional: optional === "true" || undefined,
    });
  switch (type) {
    case "PersistentVolumeClaim":
      return { name, persistentVolumeClaim: known({ claimName: textAt(lines, "ClaimName") }) };
    case "Secret":
      return { name, secret: named("secretName") };
    case "ConfigMap":
      return { name, configMap: named("name") };
    case "HostPath":
      return { name, hostPath: known({ path: textAt(lines, "Path"), type: said(textAt(lines, "HostPathType")) }) };
    case "EmptyDir":
      return { name, emptyDir: known({ medium: said(textAt(lines, "Medium")) }) };
    case "Projected":
      return {
        name,
        projected: known({
          configMap: said(textAt(lines, "ConfigMapName")),
          secret: said(textAt(lines, "SecretName")),
        }),
      };
    default:
      return { name, type };
  }
}

const DATE = /\d{4}-\d\d-\d\dT\d\d:\d\d/;
const LONGEST_ANNOTATION = 512;

/** Name, namespace, labels, annotations and owner; what tells dates is left out, and so is the manifest's copy. */
export function metadataOf(lines: readonly OutlineNode[]): Fields {
  const labels = child(lines, "Labels");
  const annotations = child(lines, "Annotations");
  const owner = /^(\w{1,63})\/(\S{1,253})$/.exec(textAt(lines, "Controlled By") ?? "");
  return known({
    name: said(textAt(lines, "Name")),
    namespace: said(textAt(lines, "Namespace")),
    labels: labels === undefined ? undefined : pairsOf(listOf(labels)),
    annotations: annotations === undefined ? undefined : annotationsOf(listOf(annotations)),
    ownerReferences: owner === null ? undefined : [{ kind: owner[1] ?? "", name: owner[2] ?? "" }],
  });
}

function annotationsOf(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.flatMap((text) => {
      const at = text.indexOf(": ");
      const [key, value] = [text.slice(0, at), text.slice(at + 2).trim()];
      if (at < 1 || /\s/.test(key) || key.endsWith("last-applied-configuration") || DATE.test(value)) return [];
      return [[key, value.slice(0, LONGEST_ANNOTATION)]];
    }),
  );
}

/** Rows of `Conditions:` with the columns that its header names; times are left out. */
export function conditionsOf(node: OutlineNode | undefined): Json[] | undefined {
  if (node === undefined) return undefined;
  const [head, ...rows] = node.children.map(({ text }) => text).filter((text) => !/^[-\s]+$/.test(text));
  if (head === undefined || isNone(head)) return [];
  const columns = head.split(/\s{2,}/);
  return rows.flatMap((row): Json[] => {
    const values = row.split(/\s{2,}/, columns.length);
    const cell = (name: string): string | undefined => said(values[columns.indexOf(name)]);
    const type = cell("Type");
    return type === undefined
      ? []
      : [known({ type, status: cell("Status"), reason: cell("Reason"), message: cell("Message") })];
  });
}
