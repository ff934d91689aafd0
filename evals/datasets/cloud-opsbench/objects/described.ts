/**
 * What `kubectl describe` tells of an object, as the object itself: Kubernetes' own field names, so that a mind sees
 * no difference to what a cluster's own interface gives.
 */
import { type Fields, known } from "../fields.js";
import type { ObjectKind } from "../kinds.js";
import { type OutlineNode, outline, textAt } from "../text/outline.js";
import { describedNode } from "./describe-node.js";
import { describedPod } from "./describe-pod.js";
import {
  describedAccount,
  describedConfig,
  describedNamespace,
  describedQuota,
  describedSecret,
} from "./describe-rest.js";
import { describedEndpoints, describedService } from "./describe-service.js";
import { describedClaim, describedStorageClass, describedVolume } from "./describe-storage.js";
import { describedWorkload } from "./describe-workload.js";
import { metadataOf } from "./pod-template.js";

type Reader = (lines: readonly OutlineNode[], text: string) => Fields;

const READERS: Readonly<Record<string, Reader>> = {
  Pod: describedPod,
  Deployment: describedWorkload,
  StatefulSet: describedWorkload,
  DaemonSet: describedWorkload,
  ReplicaSet: describedWorkload,
  Job: describedWorkload,
  Service: describedService,
  Endpoints: describedEndpoints,
  Node: describedNode,
  Namespace: describedNamespace,
  PersistentVolume: describedVolume,
  PersistentVolumeClaim: describedClaim,
  StorageClass: describedStorageClass,
  ResourceQuota: describedQuota,
  ServiceAccount: describedAccount,
  Secret: describedSecret,
  ConfigMap: (_lines, text) => describedConfig(text),
};

export type Described =
  | { readonly kind: "object"; readonly name: string; readonly fields: Fields }
  | { readonly kind: "not-found" }
  | { readonly kind: "unreadable"; readonly why: string };

/** Their descriptions end without a word about events. */
const WITHOUT_EVENTS = new Set(["Secret", "Namespace", "ResourceQuota", "RoleBinding", "NetworkPolicy"]);

/** The text without its events, which `eventsBelow` reads. */
export function readDescription({ kind }: ObjectKind, text: string): Described {
  if (/^Error from server \(NotFound\)/.test(text)) return { kind: "not-found" };
  const events = eventsAt(text);
  // A description that was cut would tell of fields that are not there.
  if (events < 0 && !WITHOUT_EVENTS.has(kind)) return { kind: "unreadable", why: "a description without its end" };
  const body = events < 0 ? text : text.slice(0, events);
  const lines = outline(body);
  const name = textAt(lines, "Name");
  if (name === undefined || name === "") return { kind: "unreadable", why: "a description without a name" };
  const reader = READERS[kind];
  const own = reader === undefined ? {} : reader(lines, body);
  return { kind: "object", name, fields: known({ kind, metadata: metadataOf(lines), ...own }) };
}

/** Where the section of events begins; -1 where there is none. */
export function eventsAt(text: string): number {
  const last = text.lastIndexOf("\nEvents:");
  return last < 0 ? -1 : last + 1;
}
