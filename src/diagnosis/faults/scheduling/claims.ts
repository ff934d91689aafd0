/** The claims for volumes of a workload, and why no volume fits one. */
import type { Assertion, Condition } from "../../../core/assertion.js";
import type { EntityRef } from "../../../core/entity.js";
import type { JsonObject } from "../../../core/json.js";
import type { Facts } from "../../assertions/facts.js";
import {
  entitiesOf,
  fieldAt,
  labelsAt,
  listAt,
  numberAt,
  objectOf,
  podSpec,
  textAt,
} from "../../invariants/objects.js";
import type { Candidate } from "../family.js";
import { objectIs, troubledPods, untilDetailed } from "../object-signs.js";

export type Misfit = "capacity" | "access-mode" | "selector" | "storage-class" | "taken";

export function claimIs({ entity }: Candidate, facts: Facts, where: readonly Condition[]): readonly Assertion[] {
  return claimsOf(entity, facts).map((claim) => objectIs(claim, where));
}

/** What a pending claim asks for, where every volume fails it in just that. */
export function claimMisfit({ entity }: Candidate, facts: Facts, misfit: Misfit): readonly Assertion[] {
  const volumes = entitiesOf(facts, "volume").filter(({ namespace }) => namespace === "");
  // Which claims there are stands in the pods; what they ask for in the manifest; what there is in the volumes.
  if (claimsOf(entity, facts).length === 0 || volumes.length === 0)
    return untilDetailed(entity, facts, "spec.template.spec.volumes");
  return claimsOf(entity, facts).flatMap((claim) => {
    const asked = objectOf(facts, claim);
    const offered = volumes.map((volume) => objectOf(facts, volume)).filter((volume) => volume !== null);
    const why = offered.map((volume) => misfitOf(asked, volume, claim));
    const nearest = why.toSorted((a, b) => a.length - b.length)[0] ?? [];
    const told = objectIs(claim, conditionOf(misfit, asked));
    // The volume that fails it in the fewest ways is the one that was meant.
    return nearest.includes(misfit) && nearest.length <= 2 ? [told] : [];
  });
}

function claimsOf(workload: EntityRef, facts: Facts): readonly EntityRef[] {
  const specs = [workload, ...troubledPods(workload, facts)].map((entity) => podSpec(objectOf(facts, entity)));
  const named = new Set(
    specs.flatMap((spec) =>
      listAt(spec, "volumes").flatMap((volume) => textAt(volume, "persistentVolumeClaim", "claimName") ?? []),
    ),
  );
  const pending = entitiesOf(facts, "volume").filter(
    (volume) => volume.namespace === workload.namespace && isPending(objectOf(facts, volume)),
  );
  const own = [...named].map((name): EntityRef => ({ kind: "volume", namespace: workload.namespace, name }));
  return own.length > 0 ? own : pending;
}

function isPending(claim: JsonObject | null): boolean {
  return textAt(claim, "status", "phase") === "Pending";
}

function misfitOf(claim: JsonObject | null, volume: JsonObject, { namespace, name }: EntityRef): readonly Misfit[] {
  const misfits: Misfit[] = [];
  const wanted = numberAt(claim, "spec", "resources", "requests", "storageBytes");
  const has = numberAt(volume, "status", "capacity", "storageBytes");
  if (wanted !== null && has !== null && wanted > has) misfits.push("capacity");
  const modes = fieldAt(volume, "spec", "accessModes");
  const wantedModes = fieldAt(claim, "spec", "accessModes");
  if (Array.isArray(modes) && Array.isArray(wantedModes) && wantedModes.some((mode) => !modes.includes(mode)))
    misfits.push("access-mode");
  const labels = labelsAt(volume, "metadata", "labels");
  const selector = Object.entries(labelsAt(claim, "spec", "selector", "matchLabels"));
  if (selector.some(([key, value]) => labels[key] !== value)) misfits.push("selector");
  const [classWanted, classHad] = [
    textAt(claim, "spec", "storageClassName"),
    textAt(volume, "spec", "storageClassName"),
  ];
  if (classWanted !== null && classHad !== null && classWanted !== classHad) misfits.push("storage-class");
  const holder = fieldAt(volume, "spec", "claimRef");
  if (
    holder !== undefined &&
    holder !== null &&
    (textAt(volume, "spec", "claimRef", "name") !== name ||
      textAt(volume, "spec", "claimRef", "namespace") !== namespace)
  )
    misfits.push("taken");
  return misfits;
}

function conditionOf(misfit: Misfit, claim: JsonObject | null): readonly Condition[] {
  switch (misfit) {
    case "capacity":
      return [
        {
          path: "spec.resources.requests.storageBytes",
          op: "equals",
          value: numberAt(claim, "spec", "resources", "requests", "storageBytes"),
        },
      ];
    case "access-mode":
      return [{ path: "spec.accessModes", op: "not-empty" }];
    case "selector":
      return [{ path: "spec.selector.matchLabels", op: "not-empty" }];
    case "storage-class":
      return [{ path: "spec.storageClassName", op: "equals", value: textAt(claim, "spec", "storageClassName") }];
    case "taken":
      return [{ path: "status.phase", op: "equals", value: "Pending" }];
  }
}
