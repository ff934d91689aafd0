/** Nothing leads from the cause to the symptom, or the symptom explained is not the one that was reported. */
import { type EntityRef, entityKey, sameEntity } from "../../core/entity.js";
import type { JsonObject } from "../../core/json.js";
import type { Query } from "../../core/query.js";
import { evaluate } from "../../diagnosis/assertions/evaluate.js";
import { type Evaluation, judged, unknown } from "../../diagnosis/assertions/evaluation.js";
import type { Facts } from "../../diagnosis/assertions/facts.js";
import { broken, type FloorChallenge, survived, undecided } from "../challenge.js";
import type { Ground } from "../ground.js";

const RELATIONS = ["calls", "runs-on", "owns", "mounts", "selects", "reads-from", "publishes-to"] as const;

const UNCHARTED: ReadonlySet<string> = new Set(["flag", "config", "secret", "change", "person", "team"]);

export const reach: FloorChallenge = {
  kind: "reach",
  appliesTo: (claim) => claim.kind === "fault",
  required: () => true,
  questions(ground) {
    return steps(ground).flatMap(([harming]) => {
      const query = edgesOf(ground, harming);
      return query === null ? [] : [{ query, why: `does a way lead from ${harming.name} onwards` }];
    });
  },
  judge(ground) {
    const { claim } = ground;
    if (claim.kind !== "fault") return survived("there is no cause");
    const [first, last] = [claim.path[0], claim.path.at(-1)];
    if (first === undefined || last === undefined || !sameEntity(first, claim.cause.entity))
      return broken("the path does not begin at the cause");
    if (!sameEntity(last, claim.symptom.entity)) return broken("the path does not end at the symptom");
    const reported = otherSymptom(ground);
    if (reported !== null) return broken(`it explains ${entityKey(last)}, but ${entityKey(reported)} was reported`);
    const readings = steps(ground).map(([harming, harmed]) => ({ harming, harmed, ...edge(ground, harming, harmed) }));
    const absent = readings.find((reading) => reading.truth === "fails");
    if (absent !== undefined)
      return broken(`nothing leads from ${entityKey(absent.harming)} to ${entityKey(absent.harmed)}`);
    const open = readings.find((reading) => reading.truth === "unknown");
    if (open !== undefined) {
      const settledBy = edgesOf(ground, open.harming) ?? undefined;
      return undecided(
        `whether anything leads from ${entityKey(open.harming)} to ${entityKey(open.harmed)} was not seen`,
        { settledBy },
      );
    }
    const way = claim.path.map((entity) => entity.name).join(" → ");
    return survived(readings.length === 0 ? "cause and symptom are in one place" : `each step is an edge: ${way}`, {
      basis: readings.flatMap(({ basis }) => basis.slice(0, 1)),
    });
  },
};

function steps({ claim }: Ground): readonly (readonly [EntityRef, EntityRef])[] {
  if (claim.kind !== "fault") return [];
  return claim.path.slice(1).flatMap((harmed, index) => {
    const harming = claim.path[index];
    return harming === undefined ? [] : [[harming, harmed] as const];
  });
}

/** Who is harmed depends on who harms; load harms the other way. */
function edge({ facts }: Ground, harming: EntityRef, harmed: EntityRef): Evaluation {
  const within = containment(facts, harming, harmed);
  if (within !== null) return within;
  // What no topology speaks of (a flag, a setting) is not shown to be unconnected by its silence.
  if (facts.edges(harming).length === 0 && UNCHARTED.has(harming.kind))
    return unknown(`who depends on ${harming.name} is not told`);
  const forward = evaluate({ kind: "depends", from: harmed, to: harming, relations: RELATIONS }, facts);
  if (forward.truth === "holds") return forward;
  const backward = evaluate({ kind: "depends", from: harming, to: harmed, relations: RELATIONS }, facts);
  return backward.truth === "holds" ? backward : forward;
}

/** What stands in a namespace is part of it, by its name; a node is where a pod of it was placed. */
function containment(facts: Facts, harming: EntityRef, harmed: EntityRef): Evaluation | null {
  if (harmed.kind !== "namespace") return null;
  if (harming.namespace === harmed.name) return judged("holds", `${harming.name} is in ${harmed.name}`);
  if (harming.kind !== "node") return null;
  const placed = facts
    .all("state")
    .filter(({ record }) => record.entity.kind === "pod" && record.entity.namespace === harmed.name);
  const here = placed.filter(({ record }) => isOn(record.fields, harming.name));
  if (here.length > 0)
    return judged("holds", `${here.length} pods run on ${harming.name}`, { basis: here.map(({ ref }) => ref) });
  // A control plane runs none of its pods and is what all of them depend on.
  return placed.length > 0
    ? judged("holds", `${harming.name} is of the cluster that ${harmed.name} is in`)
    : unknown("no pod of it was seen");
}

function isOn(fields: JsonObject, node: string): boolean {
  const spec = fields["spec"];
  return typeof spec === "object" && spec !== null && !Array.isArray(spec) && (spec as JsonObject)["nodeName"] === node;
}

function edgesOf({ offered, claim }: Ground, entity: EntityRef): Query | null {
  if (offered.has("topology.edges")) return { capability: "topology.edges", params: { entity } };
  return offered.has("traces.edges") ? { capability: "traces.edges", params: { entity, window: claim.window } } : null;
}

/** The entity that was reported, where the claim explains another. */
function otherSymptom({ view, claim }: Ground): EntityRef | null {
  const named =
    view.incident.scope.length > 0 ? view.incident.scope : view.incident.alerts.flatMap((alert) => alert.entity ?? []);
  const match = named.some(
    (entity) =>
      (entity.kind === "namespace" && entity.name === claim.symptom.entity.namespace) ||
      (entity.name === claim.symptom.entity.name &&
        (entity.namespace === "" || entity.namespace === claim.symptom.entity.namespace)),
  );
  return named.length === 0 || match ? null : (named[0] ?? null);
}
