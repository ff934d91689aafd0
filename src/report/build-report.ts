/**
 * The report: a fold of the case file, rendered by whoever shows it.
 *
 * 1. Pure: the same case file, head, reviews and bytes give the same report.
 * 2. Every sentence about production is written by code from a claim or a record, and carries its citations.
 * 3. What has not concluded is marked as not verified, whatever stands in it so far.
 * 4. What minds said stands apart, in `remarks`, and decides nothing.
 */
import { type ReportContext, type ReportInput, reportContext } from "./report-context.js";
import { REPORT_FORMAT, type ReportModel } from "./report-model.js";
import { accountsSection } from "./sections/accounts-section.js";
import { evidenceSection } from "./sections/evidence-section.js";
import { impactSection } from "./sections/impact-section.js";
import { nextSection } from "./sections/next-section.js";
import { notSeenSection } from "./sections/not-seen-section.js";
import { pathSection } from "./sections/path-section.js";
import { ruledOutSection } from "./sections/ruled-out-section.js";
import { timelineSection } from "./sections/timeline-section.js";
import { verdictSection } from "./sections/verdict-section.js";
import { entityWords } from "./words/entity-words.js";

export function buildReport(input: ReportInput): ReportModel {
  const context = reportContext(input);
  const { file, citations } = context;
  // The evidence comes first, so that its citations have the smallest numbers.
  const { evidence, series } = evidenceSection(context);
  return {
    format: REPORT_FORMAT,
    investigation: file.investigation,
    title: file.incident.title,
    mode: file.opened.mode,
    openedAt: file.openedAt,
    lastAt: file.lastAt,
    state: context.state,
    verdict: verdictSection(context),
    path: pathSection(context),
    next: nextSection(context),
    impact: impactSection(context),
    timeline: timelineSection(context),
    evidence,
    ruledOut: ruledOutSection(context),
    notSeen: notSeenSection(context),
    accounts: accountsSection(context),
    reviews: reviewLines(context),
    before: input.earlier ?? [],
    remarks: file.remarks,
    citations: citations.citations,
    series,
  };
}

function reviewLines({ input, file }: ReportContext): ReportModel["reviews"] {
  return input.reviews
    .filter((review) => review.investigation === file.investigation)
    .map(({ hypothesis, judgement, by, comment, correction, at }) => ({
      claim: hypothesis,
      judgement,
      by,
      comment,
      correction: correction === null ? null : `${correction.fault} on ${entityWords(correction.entity)}`,
      at,
    }));
}
