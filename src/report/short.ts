/** The report in one line and in five, for lists, chat and progress. */
import type { CaseFile } from "../core/case-file.js";
import { reportContext } from "./report-context.js";
import type { ReportModel } from "./report-model.js";
import { verdictSection } from "./sections/verdict-section.js";
import { challengeTally, verdictTitle } from "./standing-words.js";
import { shortened, visible } from "./visible.js";

/** `Finding, 91 % uncalibrated: Lock contention on database orders-db, since 12:03:20`. Escaped. */
export function oneLine(report: Pick<ReportModel, "verdict">): string {
  const { confidence, headline } = report.verdict;
  const figure = confidence === null ? "" : `, ${confidence.percent}${confidence.calibrated ? "" : " uncalibrated"}`;
  return visible(`${verdictTitle(report)}${figure}: ${headline}`);
}

/** Verdict, path, next step, impact, what decided it: one line each, at most 200 characters, escaped. */
export function fiveLines(report: ReportModel): readonly string[] {
  const { next, path, impact, verdict } = report;
  const [step] = next.mitigations;
  const todo =
    next.resume !== null
      ? `To go on: ${next.resume}`
      : next.settledBy !== null
        ? `Would settle it: ${next.settledBy.text}`
        : step === undefined
          ? "Next: nothing is proposed"
          : `Next (${step.risk} risk): ${step.what}`;
  const decided =
    verdict.challenges.length === 0 ? verdict.decidedBy : `${challengeTally(verdict)}; ${verdict.decidedBy}`;
  return [
    oneLine(report),
    `Path: ${path?.line ?? "none is claimed"}`,
    todo,
    impact.sentences.at(-1)?.text ?? impact.notSeen ?? "",
    `Decided by: ${decided}`,
  ].map((line) => shortened(visible(line), 200));
}

/** What stands in a case file so far. Reads claims alone: cheap enough for every tick of a progress display. */
export function bestSoFar(caseFile: CaseFile): string {
  return oneLine({
    verdict: verdictSection(reportContext({ caseFile, head: null, reviews: [], bytes: new Map(), resume: null })),
  });
}
