import type { Json } from "../../../../src/index.js";
import { type Fields, isFields, known, said } from "../fields.js";
import { child, type OutlineNode, textAt } from "../text/outline.js";
import { containerStatus, containersIn } from "./container.js";
import { conditionsOf, podSpec } from "./pod-template.js";

/** A pod: what it is told to be, where it is, and how it and its containers are. */
export function describedPod(lines: readonly OutlineNode[]): Fields {
  const containers = containersIn(child(lines, "Containers"), containerStatus) ?? [];
  const init = containersIn(child(lines, "Init Containers"), containerStatus);
  const node = textAt(lines, "Node");
  return {
    spec: known({
      ...podSpec(lines),
      nodeName: node === undefined ? undefined : node === "" ? null : (node.split("/", 1)[0] ?? node),
    }),
    status: known({
      phase: said(textAt(lines, "Status")?.split(" ", 1)[0]),
      reason: said(textAt(lines, "Reason")) ?? waitingReason([...(init ?? []), ...containers]),
      message: said(textAt(lines, "Message")),
      podIP: said(textAt(lines, "IP")),
      qosClass: said(textAt(lines, "QoS Class")),
      conditions: conditionsOf(child(lines, "Conditions")),
      containerStatuses: containers,
      initContainerStatuses: init,
      ...totals(containers),
    }),
  };
}

/** Why the first container that waits does so. */
function waitingReason(statuses: readonly Fields[]): Json | undefined {
  for (const { state } of statuses) {
    const waiting = isFields(state) ? state["waiting"] : undefined;
    if (isFields(waiting) && waiting["reason"] !== undefined) return waiting["reason"];
  }
  return undefined;
}

function totals(containers: readonly Fields[]): { readonly [name: string]: Json | undefined } {
  const told = containers.filter(({ ready }) => typeof ready === "boolean");
  // Before a pod is scheduled its containers tell nothing: then none of them is ready.
  const ready = told.filter((one) => one["ready"] === true).length;
  return {
    ready: containers.length > 0 && ready === containers.length,
    containersReady: ready,
    containersTotal: containers.length,
    restartCount: containers.reduce((sum, one) => sum + (Number(one["restartCount"] ?? 0) || 0), 0),
  };
}
