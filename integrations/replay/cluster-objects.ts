import type { Params, StateAspect } from "../../src/core/capability.js";
import { EntityKind, type EntityRef, sameEntity } from "../../src/core/entity.js";
import { watchedWindow } from "./look-at.js";
import { shellWord } from "./question-text.js";
import { answerStates, aspectOfEntity, namesEntity, type StateLine } from "./snapshots.js";
import type { StreamQuestion, StreamView } from "./stream-question.js";

const ASPECTS: readonly StateAspect[] = ["object", "container", "process", "endpoints", "probe", "target"];

/** The kinds of entities that a cluster's own kinds are, where the names differ. */
const ENTITY_KINDS: Readonly<Record<string, string>> = {
  deployment: "workload",
  statefulset: "workload",
  daemonset: "workload",
  replicaset: "workload",
  job: "workload",
  cronjob: "workload",
  endpoints: "service",
  endpointslice: "service",
  networkpolicy: "network-policy",
  configmap: "config",
  serviceaccount: "service-account",
  persistentvolumeclaim: "volume",
  persistentvolume: "volume",
};

/** Objects as the latest snapshot of each tells them; with `detail`, as each snapshot did that tells another thing than the one before. */
export const clusterObjects: StreamQuestion<"cluster.objects", "states"> = {
  capability: "cluster.objects",
  stream: "states",
  aspects: ASPECTS,
  provenance: "observed",
  answer(params, view) {
    const asked = kubectl(params);
    const shared = {
      matches: (state: StateLine) => isAsked(state, params),
      entity: params.entity,
      snapshotOf: aspectOfEntity,
      covers: [...namedEntities(params), ...watchedEntities(view, params)],
      asked,
    };
    if (params.detail !== true) return answerStates(view, { ...shared, window: undefined });
    const watched = watchedWindow(view.declared, view.now);
    const draft = answerStates(view, { ...shared, window: watched ?? undefined });
    return { ...draft, records: withoutRepeats(draft.records as readonly StateLine[]) };
  },
};

function isAsked(state: StateLine, { kind, namespace, name, entity }: Params<"cluster.objects">): boolean {
  return (
    ASPECTS.includes(state.aspect) &&
    isOfKind(state, kind.toLowerCase()) &&
    (namespace === undefined || state.entity.namespace === namespace) &&
    (name === undefined || state.entity.name === name) &&
    (entity === undefined || sameEntity(state.entity, entity) || isOwnedBy(state, entity))
  );
}

/** By the aspect, by the object's own kind, or by the kind of entity that it is. */
function isOfKind({ entity, aspect, fields }: StateLine, kind: string): boolean {
  const own = fields["kind"];
  return (
    aspect === kind ||
    (typeof own === "string" && own.toLowerCase() === kind) ||
    entity.kind === kind ||
    entity.kind === `other:${kind}` ||
    // Where endpoints are watched as such, their service's other states are not meant.
    (!ASPECTS.some((one) => one === kind) && entity.kind === ENTITY_KINDS[kind])
  );
}

function isOwnedBy({ fields }: StateLine, entity: EntityRef): boolean {
  return namesEntity(fields["owner"], entity) || namesEntity(fields["owners"], entity);
}

/** What the question names is covered even if nothing is there. */
function namedEntities({ kind, namespace, name, entity }: Params<"cluster.objects">): readonly EntityRef[] {
  if (entity !== undefined) return [entity];
  const lower = kind.toLowerCase();
  const entityKind = EntityKind.safeParse(ENTITY_KINDS[lower] ?? lower);
  if (name === undefined || name === "") return [];
  return [{ kind: entityKind.success ? entityKind.data : `other:${lower}`, namespace: namespace ?? "", name }];
}

function watchedEntities({ declared }: StreamView<"states">, params: Params<"cluster.objects">): readonly EntityRef[] {
  if (params.entity !== undefined || params.name !== undefined) return [];
  const kind = params.kind.toLowerCase();
  return (declared.entities ?? []).filter(
    (entity) =>
      entity.kind === (ENTITY_KINDS[kind] ?? kind) &&
      (params.namespace === undefined || entity.namespace === params.namespace),
  );
}

/** Snapshots in the order of time, without those that tell what the one before told. */
function withoutRepeats(states: readonly StateLine[]): readonly StateLine[] {
  const last = new Map<string, string>();
  return states.filter((state) => {
    const key = `${aspectOfEntity(state)} ${JSON.stringify(state.fields["name"])}`;
    const text = JSON.stringify(state.fields);
    if (last.get(key) === text) return false;
    last.set(key, text);
    return true;
  });
}

function kubectl({ kind, namespace, name, entity, detail }: Params<"cluster.objects">): string {
  const space = namespace ?? entity?.namespace ?? "";
  const where = space === "" ? "--all-namespaces" : `--namespace=${shellWord(space)}`;
  const which = name ?? entity?.name;
  const output = detail === true ? "--watch --output=yaml" : "--output=yaml";
  const object = which === undefined ? shellWord(kind) : shellWord(`${kind}/${which}`);
  return `kubectl get ${where} ${output} -- ${object}`;
}
