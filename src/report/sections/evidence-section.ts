/** 6. Evidence: one sentence for each part of each claim that stands, its citations, and the series behind it. */
import type { ClaimFile } from "../../core/case-file.js";
import type { Hypothesis } from "../../core/hypothesis.js";
import type { ReportContext } from "../report-context.js";
import type { ReportModel, ReportSeries } from "../report-model.js";
import { type SeriesFacts, seriesFacts } from "../series-facts.js";
import { thinned } from "../thinned.js";
import { entityWords } from "../words/entity-words.js";
import { sentence } from "../words/sentence.js";
import { seriesUnit } from "../words/series-unit.js";
import { seriesWords } from "../words/series-words.js";

type EvidenceItem = ReportModel["evidence"][number];
type Part = Hypothesis["parts"][number];

interface EvidenceSection {
  readonly evidence: readonly EvidenceItem[];
  readonly series: readonly ReportSeries[];
}

export function evidenceSection(context: ReportContext): EvidenceSection {
  const series = new Map<string, ReportSeries>();
  const evidence = reportedClaims(context).flatMap((claim) =>
    claim.hypothesis.parts.map((part) => item(part, claim, series, context)),
  );
  return { evidence, series: [...series.values()] };
}

/** The claim that the report is about, and further findings. */
function reportedClaims({ file, claim }: ReportContext): readonly ClaimFile[] {
  const further = file.conclusion?.findings ?? [];
  return [
    ...(claim === null ? [] : [claim]),
    ...file.claims.filter((other) => other !== claim && further.includes(other.id)),
  ];
}

function item(part: Part, claim: ClaimFile, series: Map<string, ReportSeries>, context: ReportContext): EvidenceItem {
  const facts = seriesFacts(part.assertion, part.cites, context.file);
  const cited = context.citations.numbers(part.cites);
  const cites = cited.length > 0 ? cited : coverageCites(part, context);
  const indices = facts.map((fact) => seriesIndex(fact, claim, series, context));
  const text = sentence(part.assertion, { times: context.times, facts });
  return { claim: claim.id, part: part.part, text, cites, series: [...new Set(indices)] };
}

/** What is absent has no bytes to quote: the first record that its place would have been among is shown instead. */
function coverageCites(part: Part, { file, citations }: ReportContext): number[] {
  if (part.assertion.kind !== "absent") return [];
  const kinds = absentKinds(part.assertion.what.kind);
  const place = [...file.evidence.values()].find(
    ({ evidence: { answer } }) =>
      answer.coverage.some((coverage) => coverage.kinds.some((kind) => kinds.includes(kind))) &&
      answer.records.length > 0,
  );
  return place === undefined ? [] : citations.record(place.evidence.id, 0);
}

function absentKinds(kind: string): readonly string[] {
  switch (kind) {
    case "changed":
      return ["change"];
    case "novel":
      return ["template", "line"];
    case "is":
      return ["state"];
    default:
      return ["event", "line", "span"];
  }
}

function seriesIndex(
  fact: SeriesFacts,
  claim: ClaimFile,
  series: Map<string, ReportSeries>,
  context: ReportContext,
): number {
  const key = `${fact.evidence} ${fact.index} ${claim.id}`;
  if (!series.has(key)) series.set(key, chart(fact, claim, context));
  return [...series.keys()].indexOf(key);
}

function chart(fact: SeriesFacts, { hypothesis }: ClaimFile, { citations }: ReportContext): ReportSeries {
  const { entity, metric, times, values } = fact.record;
  // An alert tells later than the symptom begins: the onset of the cause is the mark to read the curve by.
  const onset = hypothesis.kind === "fault" ? (hypothesis.cause.since ?? hypothesis.symptom.since) : null;
  return {
    entity,
    name: entityWords(entity),
    title: seriesWords({ role: fact.record.role }, fact.record),
    metric,
    unit: seriesUnit(fact.record),
    ...thinned(times, values),
    window: fact.window,
    reference: fact.reference ?? hypothesis.reference,
    onset,
    cites: citations.record(fact.evidence, fact.index),
  };
}
