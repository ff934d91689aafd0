import { buildReport } from "../../src/report/build-report.js";
import type { ReportInput } from "../../src/report/report-context.js";
import type { ReportModel } from "../../src/report/report-model.js";
import { exampleCase } from "./example-case.js";

export const RESUME = "inquest investigate --resume inv-20261102-120405-lock";

export function exampleInput(change: Partial<ReportInput> = {}): ReportInput {
  const { caseFile, bytes, head } = exampleCase();
  return { caseFile, head, reviews: [], bytes, resume: RESUME, ...change };
}

export function exampleReport(change: Partial<ReportInput> = {}): ReportModel {
  return buildReport(exampleInput(change));
}

/** Fields that hold words of ours from closed lists, or digests: no text from outside can stand there. */
const CLOSED = new Set([
  "format",
  "mode",
  "state",
  "word",
  "outcome",
  "by",
  "role",
  "risk",
  "goesOn",
  "part",
  "verdict",
  "seat",
  "standing",
  "root",
  "checkpoint",
  "evidence",
  "mindDigest",
  "dataClass",
  "provenance",
  "judgement",
  "unit",
  "percent",
  "kind",
]);

/** The report with every open text replaced: what a renderer would see if all of production were hostile. */
export function withTexts(report: ReportModel, text: (old: string) => string): ReportModel {
  return replaced(report, text) as ReportModel;
}

function replaced(value: unknown, text: (old: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => (typeof item === "string" ? text(item) : replaced(item, text)));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (typeof inner === "string") return [key, CLOSED.has(key) ? inner : text(inner)];
      return [key, replaced(inner, text)];
    }),
  );
}
