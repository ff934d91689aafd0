import type { Json } from "../../../../src/index.js";
import { type Fields, isFields, known, said } from "../fields.js";
import { child, listOf, type OutlineNode, textAt } from "../text/outline.js";
import { taintOf } from "../text/pairs.js";
import { bytes, cpuMilli } from "../text/quantity.js";
import { cells } from "../text/table.js";
import { conditionsOf } from "./pod-template.js";
import { amounts } from "./resources.js";

export function describedNode(lines: readonly OutlineNode[]): Fields {
  const conditions = conditionsOf(child(lines, "Conditions"));
  const taints = child(lines, "Taints");
  return known({
    roles: said(textAt(lines, "Roles"))?.split(","),
    spec: known({
      unschedulable: textAt(lines, "Unschedulable") === "true",
      taints: taints === undefined ? undefined : listOf(taints).flatMap((text): Json[] => taintFields(text)),
    }),
    status: known({
      ready: readyOf(conditions),
      conditions,
      capacity: amountsBelow(child(lines, "Capacity")),
      allocatable: amountsBelow(child(lines, "Allocatable")),
      allocated: allocatedOf(child(lines, "Allocated resources")),
      pods: podsOf(child(lines, "Non-terminated Pods")),
      nodeInfo: infoOf(child(lines, "System Info")),
    }),
  });
}

export function taintFields(text: string): Json[] {
  const taint = taintOf(text);
  return taint === null ? [] : [{ ...taint }];
}

function readyOf(conditions: readonly Json[] | undefined): boolean | undefined {
  const ready = conditions?.find((one) => isFields(one) && one["type"] === "Ready");
  return isFields(ready) ? ready["status"] === "True" : undefined;
}

function amountsBelow(node: OutlineNode | undefined): Fields | undefined {
  if (node === undefined) return undefined;
  return amounts(Object.fromEntries(node.children.flatMap(({ key, value }) => (key === null ? [] : [[key, value]]))));
}

/** `cpu   925m (11%)   1 (12%)`: what pods here have asked for, and may use at most. */
function allocatedOf(node: OutlineNode | undefined): Fields | undefined {
  if (node === undefined) return undefined;
  return Object.fromEntries(
    node.children.flatMap(({ text }) => {
      const [resource = "", requests = "", limits = ""] = cells(text);
      const [asked, share] = amountAndShare(requests);
      if (share === undefined) return [];
      const numbers =
        resource === "cpu"
          ? { requestsMilli: cpuMilli(asked) ?? undefined }
          : { requestsBytes: bytes(asked) ?? undefined };
      return [
        [resource, known({ requests: asked, requestsPercent: share, limits: amountAndShare(limits)[0], ...numbers })],
      ];
    }),
  );
}

function amountAndShare(text: string): readonly [string, number | undefined] {
  const match = /^(\S{1,32}) \((\d{1,9})%\)$/.exec(text);
  return match === null ? [text, undefined] : [match[1] ?? "", Number(match[2])];
}

function podsOf(node: OutlineNode | undefined): Json[] | undefined {
  return node?.children.flatMap(({ text }): Json[] => {
    const [namespace = "", name = "", cpu = "", , memory = ""] = cells(text);
    const [askedCpu, share] = amountAndShare(cpu);
    if (share === undefined) return [];
    return [{ namespace, name, requests: amounts({ cpu: askedCpu, memory: amountAndShare(memory)[0] }) }];
  });
}

function infoOf(node: OutlineNode | undefined): Fields | undefined {
  if (node === undefined) return undefined;
  return known({
    kubeletVersion: said(textAt(node.children, "Kubelet Version")),
    containerRuntimeVersion: said(textAt(node.children, "Container Runtime Version")),
    kernelVersion: said(textAt(node.children, "Kernel Version")),
    osImage: said(textAt(node.children, "OS Image")),
  });
}
