/** Volumes, claims on them, and the classes that they are of. */
import type { Json } from "../../../../src/index.js";
import { type Fields, known, said } from "../fields.js";
import { child, listOf, type OutlineNode, textAt } from "../text/outline.js";
import { commaList } from "../text/pairs.js";
import { amounts } from "./resources.js";

export function describedClaim(lines: readonly OutlineNode[]): Fields {
  const capacity = said(textAt(lines, "Capacity"));
  const usedBy = child(lines, "Used By");
  return {
    spec: known({
      // An empty class is one that was asked for: no class at all.
      storageClassName: textAt(lines, "StorageClass"),
      volumeName: textAt(lines, "Volume"),
      volumeMode: said(textAt(lines, "VolumeMode")),
    }),
    status: known({
      phase: said(textAt(lines, "Status")),
      // What it got: of a claim that is not bound a description tells neither this nor what it asks for.
      accessModes:
        said(textAt(lines, "Access Modes")) === undefined ? undefined : accessModes(textAt(lines, "Access Modes")),
      capacity: capacity === undefined ? undefined : amounts({ storage: capacity }),
      usedBy: usedBy === undefined ? undefined : [...listOf(usedBy)],
    }),
  };
}

export function describedVolume(lines: readonly OutlineNode[]): Fields {
  const capacity = said(textAt(lines, "Capacity"));
  const claim = textAt(lines, "Claim");
  return {
    spec: known({
      storageClassName: textAt(lines, "StorageClass"),
      accessModes: accessModes(textAt(lines, "Access Modes")),
      capacity: capacity === undefined ? undefined : amounts({ storage: capacity }),
      claimRef: claim === undefined ? undefined : claimOf(claim),
      persistentVolumeReclaimPolicy: said(textAt(lines, "Reclaim Policy")),
      nodeAffinity: affinityOf(child(lines, "Node Affinity")),
      source: sourceOf(child(lines, "Source")),
    }),
    status: known({ phase: said(textAt(lines, "Status")), message: said(textAt(lines, "Message")) }),
  };
}

const ACCESS_MODES: Readonly<Record<string, string>> = {
  RWO: "ReadWriteOnce",
  ROX: "ReadOnlyMany",
  RWX: "ReadWriteMany",
  RWOP: "ReadWriteOncePod",
};

/** `RWO,ROX`, in full. */
export function accessModes(text: string | undefined): string[] | undefined {
  return text === undefined ? undefined : commaList(text).map((mode) => ACCESS_MODES[mode] ?? mode);
}

/** `shop/cart-data`; null where no claim has it. */
export function claimOf(text: string): Fields | null {
  const [namespace = "", name = ""] = text.split("/", 2);
  return name === "" ? null : { namespace, name };
}

/** Terms as describe writes them: `kubernetes.io/hostname in [node-1]`. */
function affinityOf(node: OutlineNode | undefined): Json[] | undefined {
  if (node === undefined) return undefined;
  const texts = (nodes: readonly OutlineNode[]): string[] =>
    nodes.flatMap(({ text, children }) => [text, ...texts(children)]);
  return texts(node.children).flatMap((text): Json[] => {
    const match = /(?:^|:\s{1,20})(\S{1,317}) (in|notin|exists|doesnotexist) ?\[?([^\]]{0,2000})\]?$/i.exec(text);
    if (match === null) return [];
    return [{ key: match[1] ?? "", operator: match[2] ?? "", values: commaList(match[3] ?? "") }];
  });
}

function sourceOf(node: OutlineNode | undefined): Fields | undefined {
  if (node === undefined) return undefined;
  return known({
    type: said(textAt(node.children, "Type")?.split(" ", 1)[0]),
    path: said(textAt(node.children, "Path")),
  });
}

export function describedStorageClass(lines: readonly OutlineNode[]): Fields {
  return known({
    provisioner: said(textAt(lines, "Provisioner")),
    reclaimPolicy: said(textAt(lines, "ReclaimPolicy")),
    volumeBindingMode: said(textAt(lines, "VolumeBindingMode")),
    isDefault: textAt(lines, "IsDefaultClass") === "Yes",
  });
}
