/** A service against the pods that are there for it: selector, ports, protocol, endpoints. */
import type { Assertion, Condition } from "../../../core/assertion.js";
import type { EntityRef } from "../../../core/entity.js";
import type { JsonObject } from "../../../core/json.js";
import type { Facts } from "../../assertions/facts.js";
import {
  containersOf,
  entitiesOf,
  fieldAt,
  labelsAt,
  listAt,
  objectOf,
  podsOf,
  textAt,
} from "../../invariants/objects.js";
import { objectIs, untilDetailed, workloadFor } from "../object-signs.js";

interface About {
  readonly entity: EntityRef;
}

export function noEndpoints({ entity }: About): Assertion {
  return { kind: "is", entity, aspect: "endpoints", where: [{ path: "addresses", op: "empty" }], window: null };
}

export function someEndpoints({ entity }: About): Assertion {
  return { kind: "is", entity, aspect: "endpoints", where: [{ path: "addresses", op: "not-empty" }], window: null };
}

export function refuses({ entity }: About): Assertion {
  return {
    kind: "is",
    entity,
    aspect: "connectivity",
    where: [{ path: "open", op: "equals", value: false }],
    window: null,
  };
}

/** Pods of the workload of the service's name run and are ready; a service without one is somebody's leftover. */
export function readyPodsBehind({ entity }: About, facts: Facts): readonly Assertion[] {
  const workload = workloadFor(entity);
  const pods = podsOf(facts, workload).map((pod) =>
    objectIs(pod, [{ path: "status.ready", op: "equals", value: true }]),
  );
  return pods.length > 0 ? pods : [objectIs(workload, [{ path: "status.readyReplicas", op: "above", value: 0 }])];
}

/** A label that the service selects is not that of its pods. */
export function selectorMisfits({ entity }: About, facts: Facts): readonly Assertion[] {
  if (someWorkloadFits(entity, facts)) return [];
  const labels = podLabels(entity, facts);
  const known =
    Object.keys(labels).length > 0 ? Object.keys(labelsAt(objectOf(facts, entity), "spec", "selector")) : [];
  const claims = known.map((key) => objectIs(entity, [selectorIsNot(key, labels[key])]));
  return claims.length > 0 ? claims : untilDetailed(entity, facts, "spec.selector");
}

/** Where pods carry no such label at all, selecting by it is the misfit. */
function selectorIsNot(key: string, value: string | undefined): Condition {
  return value === undefined
    ? { path: `spec.selector.${key}`, op: "exists" }
    : { path: `spec.selector.${key}`, op: "not-equals", value };
}

/** The selector finds a workload, though of another name: then it is no misfit. */
function someWorkloadFits(service: EntityRef, facts: Facts): boolean {
  const selector = Object.entries(labelsAt(objectOf(facts, service), "spec", "selector"));
  if (selector.length === 0) return false;
  return entitiesOf(facts, "workload").some((workload) => {
    if (workload.namespace !== service.namespace || workload.name === service.name) return false;
    const labels = podLabels({ ...service, name: workload.name }, facts);
    return selector.every(([key, value]) => labels[key] === value);
  });
}

function podLabels(service: EntityRef, facts: Facts): Readonly<Record<string, string>> {
  const workload = workloadFor(service);
  const template = labelsAt(objectOf(facts, workload), "spec", "template", "metadata", "labels");
  const pod = podsOf(facts, workload)[0];
  const own = pod === undefined ? {} : labelsAt(objectOf(facts, pod), "metadata", "labels");
  const selector = labelsAt(objectOf(facts, workload), "spec", "selector", "matchLabels");
  return { ...selector, ...template, ...own };
}

/** A target port that is neither a number nor a name of any container's port. */
export function targetMisfits({ entity }: About, facts: Facts): readonly Assertion[] {
  const offered = containerPorts(entity, facts);
  const ports = listAt(objectOf(facts, entity), "spec", "ports");
  if (offered.length === 0) return untilDetailed(workloadFor(entity), facts, "spec.template.spec.containers.*.ports");
  if (!ports.some((port) => fieldAt(port, "targetPort") !== undefined))
    return untilDetailed(entity, facts, "spec.ports.*.targetPort");
  return ports.flatMap((port, index): readonly Assertion[] => {
    const target = fieldAt(port, "targetPort");
    if (target === undefined || target === null || typeof target === "object") return [];
    const meant = offered.find(
      (one) => String(fieldAt(one, "containerPort")) === String(target) || textAt(one, "name") === target,
    );
    const path = `spec.ports.${index}.targetPort`;
    return [
      objectIs(entity, [
        meant === undefined ? { path, op: "equals", value: target } : { path, op: "not-equals", value: target },
      ]),
    ];
  });
}

/** A port whose protocol is another than that of the container's port it leads to. */
export function protocolMisfits({ entity }: About, facts: Facts): readonly Assertion[] {
  const offered = containerPorts(entity, facts);
  if (offered.length === 0) return untilDetailed(workloadFor(entity), facts, "spec.template.spec.containers.*.ports");
  return listAt(objectOf(facts, entity), "spec", "ports").flatMap((port, index): readonly Assertion[] => {
    const target = fieldAt(port, "targetPort") ?? fieldAt(port, "port");
    const meant = offered.find(
      (one) => String(fieldAt(one, "containerPort")) === String(target) || textAt(one, "name") === target,
    );
    const own = meant === undefined ? null : (textAt(meant, "protocol") ?? "TCP");
    return own === null
      ? []
      : [objectIs(entity, [{ path: `spec.ports.${index}.protocol`, op: "not-equals", value: own }])];
  });
}

function containerPorts(service: EntityRef, facts: Facts): readonly JsonObject[] {
  const workload = workloadFor(service);
  return [workload, ...podsOf(facts, workload)].flatMap((entity) =>
    containersOf(objectOf(facts, entity)).flatMap((container) => listAt(container, "ports")),
  );
}
