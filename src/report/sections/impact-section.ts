/**
 * 4. Impact: who is affected, how badly, whether it goes on. Each sentence is measured in the evidence and cites it;
 * where nothing was measured, impact was not seen, and that is said.
 */

import { type EntityRef, sameEntity } from "../../core/entity.js";
import type { MetricRole } from "../../core/metric-role.js";
import type { Window } from "../../core/time.js";
import type { ReportContext } from "../report-context.js";
import type { ReportModel, ReportSentence } from "../report-model.js";
import { seenEdges } from "../seen-edges.js";
import { medianInside } from "../series-facts.js";
import { capitalised, entityWords, listWords } from "../words/entity-words.js";
import { countWords, percentWords, quantityWords } from "../words/number-words.js";
import { seriesUnit } from "../words/series-unit.js";
import { seriesWords } from "../words/series-words.js";
import { goesOn, type Measured } from "./goes-on.js";

type ImpactSection = ReportModel["impact"];

/** What users of a service notice. */
const FELT: readonly MetricRole[] = ["error-rate", "latency", "availability", "request-rate"];

export function impactSection(context: ReportContext): ImpactSection {
  const hypothesis = context.claim?.hypothesis;
  if (hypothesis === undefined) return notSeen("no claim says what is affected");
  const { symptom, window, reference } = hypothesis;
  const felt = FELT.flatMap((role) => measuredSeries(symptom.entity, role, window, context).slice(0, 1));
  const badly = felt.map((series) => howBadly(series, window, reference, context));
  const on = goesOn(felt, context);
  const sentences = [
    ...failing(felt, window, context),
    ...whoCalls(symptom.entity, context),
    ...badly,
    ...(on.sentence === null ? [] : [on.sentence]),
  ];
  if (badly.length === 0) {
    const why = `no request rate, latency, error rate or availability of ${entityWords(symptom.entity)} was seen in the window of the claim`;
    return { ...notSeen(why), sentences };
  }
  return { sentences, goesOn: on.goesOn, notSeen: null };
}

function notSeen(why: string): ImpactSection {
  return { sentences: [], goesOn: "not seen", notSeen: `impact not seen: ${why}` };
}

function measuredSeries(
  entity: EntityRef,
  role: MetricRole,
  window: Window,
  { file }: ReportContext,
): readonly Measured[] {
  const found: Measured[] = [];
  for (const [id, { evidence }] of file.evidence) {
    for (const [index, record] of evidence.answer.records.entries()) {
      if (record.kind !== "series" || record.role !== role || !sameEntity(record.entity, entity)) continue;
      if (medianInside(record, window) !== null) found.push({ evidence: id, index, record });
    }
  }
  // Of several statistics the tail is what users complain about.
  return found.sort((a, b) => tail(b) - tail(a));
}

function tail({ record }: Measured): number {
  const match = /^p(\d+)$/.exec(record.statistic);
  return match === null ? 0 : Number(match[1]);
}

function howBadly(
  { evidence, index, record }: Measured,
  window: Window,
  reference: Window | null,
  context: ReportContext,
): ReportSentence {
  const inside = medianInside(record, window) ?? 0;
  const before = reference === null ? null : medianInside(record, reference);
  const against = before === null ? "" : `, against ${quantityWords(before, seriesUnit(record))} before`;
  const subject = capitalised(seriesWords({ role: record.role }, record));
  const text = `${subject} of ${entityWords(record.entity)} is ${quantityWords(inside, seriesUnit(record))} in the median of the window${against}.`;
  return { text, cites: context.citations.record(evidence, index) };
}

/** Of all requests, how many fail: where both rates were seen. */
function failing(felt: readonly Measured[], window: Window, { citations }: ReportContext): readonly ReportSentence[] {
  const [errors, all] = (["error-rate", "request-rate"] as const).map((role) =>
    felt.find(({ record }) => record.role === role && record.unit === "1/s"),
  );
  if (errors === undefined || all === undefined) return [];
  const [failed, asked] = [errors, all].map(({ record }) => medianInside(record, window) ?? 0);
  if (failed === undefined || asked === undefined || failed <= 0 || asked < failed) return [];
  const text = `${percentWords(failed / asked)} of the requests to ${entityWords(all.record.entity)} fail.`;
  return [{ text, cites: [errors, all].flatMap(({ evidence, index }) => citations.record(evidence, index)) }];
}

function whoCalls(entity: EntityRef, { file, citations }: ReportContext): readonly ReportSentence[] {
  const callers = seenEdges(file)
    .into(entity)
    .filter(({ record }) => record.relation === "calls");
  if (callers.length === 0) return [];
  const names = [...new Set(callers.map(({ record }) => entityWords(record.from)))].sort();
  const calls = callers.reduce((sum, { record }) => sum + (record.calls ?? 0), 0);
  const errors = callers.reduce((sum, { record }) => sum + (record.errors ?? 0), 0);
  const failed = calls === 0 ? "" : `; ${percentWords(errors / calls)} of ${countWords(calls, "call")} seen failed`;
  const cites = callers.slice(0, 8).flatMap((edge) => citations.record(edge.evidence, edge.index));
  return [{ text: `Callers of ${entityWords(entity)}: ${listWords(names)}${failed}.`, cites }];
}
