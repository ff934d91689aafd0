/** 3. What to do next: the mitigation with its risk and its blast radius, or the question that would settle it. */
import type { Mitigation } from "../../core/mitigation.js";
import type { Query } from "../../core/query.js";
import type { ReportContext } from "../report-context.js";
import type { ReportModel, ReportSentence } from "../report-model.js";
import { type SeenEdges, seenEdges } from "../seen-edges.js";
import { entityWords, listWords } from "../words/entity-words.js";
import { countWords } from "../words/number-words.js";
import { questionWords } from "../words/question-words.js";

type NextSection = ReportModel["next"];

const RISKS = ["low", "medium", "high"] as const;

export function nextSection(context: ReportContext): NextSection {
  const { claim, state, input } = context;
  const edges = seenEdges(context.file);
  // The safest step first: whoever reads this at night takes the first.
  const mitigations = [...(claim?.hypothesis.mitigations ?? [])].sort(
    (a, b) => RISKS.indexOf(a.risk) - RISKS.indexOf(b.risk),
  );
  const settledBy = settlingQuery(context);
  return {
    mitigations: mitigations.map((mitigation) => step(mitigation, edges, context)),
    settledBy: settledBy === null ? null : question(settledBy, context),
    resume: state === "concluded" || state === "killed" ? null : input.resume,
  };
}

function step(mitigation: Mitigation, edges: SeenEdges, context: ReportContext): NextSection["mitigations"][number] {
  const { kind, what, target, risk, rollback, success } = mitigation;
  return {
    kind: kind.replaceAll("-", " "),
    what,
    target: { entity: target, name: entityWords(target) },
    risk,
    rollback,
    success,
    blastRadius: blastRadius(mitigation, edges, context),
  };
}

function blastRadius({ target }: Mitigation, edges: SeenEdges, { citations, file }: ReportContext): ReportSentence {
  const name = entityWords(target);
  const reached = edges.dependents(target);
  if (reached.entities.length > 0) {
    const who = `${countWords(reached.entities.length, "entity that was seen to depend on it", "entities that were seen to depend on it")}`;
    return {
      text: `It touches ${name} and ${who}: ${listWords(reached.entities.map(entityWords))}.`,
      cites: reached.edges.slice(0, 8).flatMap((edge) => citations.record(edge.evidence, edge.index)),
    };
  }
  const looked = [...file.evidence.values()].some(({ evidence }) =>
    evidence.answer.coverage.some(({ kinds }) => kinds.includes("edge")),
  );
  const unknown = looked ? "nothing was seen to depend on it" : "what depends on it was not looked at";
  return { text: `It touches ${name}; ${unknown}.`, cites: [] };
}

/** Of an answer that is no finding: the question of the conclusion, of the verdict, or of an undecided challenge. */
function settlingQuery({ file, claim }: ReportContext): Query | null {
  if (file.conclusion !== null && file.conclusion.outcome !== "unproven") return null;
  const undecided = claim?.challenges.find(
    (challenge) => challenge.outcome === "undecided" && challenge.settledBy !== null,
  );
  return file.conclusion?.settledBy ?? claim?.verdict?.settledBy ?? undecided?.settledBy ?? null;
}

function question(query: Query, { times }: ReportContext): NonNullable<NextSection["settledBy"]> {
  return {
    text: questionWords(query, times),
    capability: query.capability,
    source: query.source ?? null,
    query: JSON.stringify(query),
  };
}
