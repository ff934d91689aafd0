/** Objects of a cluster: lists, one row of a list, or one object in detail. */
import type { EntityRef, Params } from "../../../../src/index.js";
import { type Draft, outside } from "../draft.js";
import { askedKind, OBJECT_KINDS, type ObjectKind } from "../kinds.js";
import type { RecordedCase } from "../recorded-case.js";
import { answerDetail, answerManifest } from "./detail.js";
import { answerList } from "./list.js";

/** Not a kind of a cluster: an application's manifest, with all that it declares. */
export const MANIFEST = "manifest";

export function clusterObjects(params: Params<"cluster.objects">, recorded: RecordedCase): Draft {
  const name = params.name ?? (params.kind === MANIFEST ? params.entity?.name : undefined);
  if (params.kind === MANIFEST) {
    const asked = `kubectl get deployment,service,secret,persistentvolumeclaim --selector app=${name ?? ""} --output yaml`;
    return name === undefined
      ? outside("a manifest is asked for by its application's name", asked)
      : answerManifest(recorded, name, asked);
  }
  const kind = askedKind(params.kind) ?? kindOf(params.kind, params.entity);
  if (kind === null)
    return outside(`objects of the kind \`${params.kind.slice(0, 40)}\` were not recorded`, kubectl(params));
  const namespace = kind.wide ? "" : (params.namespace ?? namespaceOf(params.entity) ?? recorded.namespace);
  const own = params.entity?.kind === kind.entity ? params.entity.name : undefined;
  const named = params.name ?? own;
  if (params.detail !== true) {
    const owner = own === undefined ? params.entity : undefined;
    return answerList(
      recorded,
      { kind, namespace, name: named, owner, whole: params.namespace !== undefined },
      kubectl(params),
    );
  }
  if (named === undefined) return outside("details are told of one object at a time: name it", kubectl(params));
  return answerDetail(recorded, { kind, namespace, name: named }, kubectl(params));
}

function namespaceOf(entity: EntityRef | undefined): string | undefined {
  if (entity?.kind === "namespace") return entity.name;
  return entity === undefined || entity.namespace === "" ? undefined : entity.namespace;
}

/** A question by what the entity is, and not by the cluster's own kind. */
function kindOf(asked: string, entity: EntityRef | undefined): ObjectKind | null {
  if (asked !== "object" || entity === undefined) return null;
  return OBJECT_KINDS.find((one) => one.entity === entity.kind) ?? null;
}

function kubectl({ kind, namespace, name, entity, detail }: Params<"cluster.objects">): string {
  const verb = detail === true ? "describe" : "get";
  const which = name ?? entity?.name ?? "";
  const space = namespace ?? entity?.namespace ?? "";
  return [
    "kubectl",
    verb,
    kind,
    which,
    space === "" ? "" : `--namespace=${space}`,
    detail === true ? "" : "--output=wide",
  ]
    .filter((word) => word !== "")
    .join(" ");
}
