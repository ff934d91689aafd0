/** 2. The causal path, as one line and as the data of a picture. */
import type { EntityRef } from "../../core/entity.js";
import { sameEntity } from "../../core/entity.js";
import type { FaultHypothesis } from "../../core/hypothesis.js";
import type { ReportContext } from "../report-context.js";
import type { ReportModel } from "../report-model.js";
import { type SeenEdges, seenEdges } from "../seen-edges.js";
import { entityWords, faultWords } from "../words/entity-words.js";

type PathSection = NonNullable<ReportModel["path"]>;

export function pathSection(context: ReportContext): PathSection | null {
  const hypothesis = context.claim?.hypothesis;
  if (hypothesis?.kind !== "fault") return null;
  const nodes = hypothesis.path.map((entity, i) => pathNode(entity, i, hypothesis));
  const edges = seenEdges(context.file);
  const links = hypothesis.path
    .slice(1)
    .map((entity, i) => link(hypothesis.path[i] ?? entity, entity, hypothesis, edges, context));
  const line = nodes.map(({ name, note }) => (note === "" ? name : `${name} (${note})`)).join(" → ");
  return { line, nodes, links };
}

function pathNode(
  entity: EntityRef,
  i: number,
  { path, cause, symptom }: FaultHypothesis,
): PathSection["nodes"][number] {
  const isSymptom = i === path.length - 1;
  const notes = [
    ...(i === 0 ? [faultWords(cause.fault)] : []),
    ...(isSymptom
      ? [`${symptom.signal.replaceAll("-", " ")} ${symptom.direction === "is" ? "seen" : symptom.direction}`]
      : []),
  ];
  return {
    entity,
    name: entityWords(entity),
    role: i === 0 ? "cause" : isSymptom ? "symptom" : "between",
    note: notes.join(", "),
  };
}

/** What ties two neighbours of the path: an edge that the claim states, or one that the evidence holds. */
function link(
  cause: EntityRef,
  effect: EntityRef,
  hypothesis: FaultHypothesis,
  edges: SeenEdges,
  { citations }: ReportContext,
): PathSection["links"][number] {
  for (const { assertion, cites } of hypothesis.parts) {
    if (assertion.kind !== "depends") continue;
    const ends = [assertion.from, assertion.to] as const;
    if (!joins(ends, cause, effect)) continue;
    return {
      relation: relationText(
        ends[0],
        assertion.relations.length > 3 ? "depends on" : (assertion.relations[0] ?? ""),
        ends[1],
      ),
      cites: citations.numbers(cites),
    };
  }
  const [seen] = edges.between(effect, cause);
  if (seen === undefined) return { relation: null, cites: [] };
  const { from, relation, to } = seen.record;
  return { relation: relationText(from, relation, to), cites: citations.record(seen.evidence, seen.index) };
}

function joins([from, to]: readonly [EntityRef, EntityRef], a: EntityRef, b: EntityRef): boolean {
  return (sameEntity(from, a) && sameEntity(to, b)) || (sameEntity(from, b) && sameEntity(to, a));
}

function relationText(from: EntityRef, relation: string, to: EntityRef): string {
  return `${from.name} ${relation.replaceAll("-", " ")} ${to.name}`;
}
