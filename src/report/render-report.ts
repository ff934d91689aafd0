import { assertNever } from "../core/assert-never.js";
import { renderHtml } from "./html/html.js";
import { renderJson } from "./json.js";
import { renderMarkdown } from "./markdown.js";
import type { ReportModel } from "./report-model.js";
import type { Palette } from "./terminal/palette.js";
import { renderTerminal } from "./terminal/terminal.js";

export const REPORT_FORMATS = ["terminal", "markdown", "json", "html"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** The report in one of its forms; `palette` colours the terminal's. */
export function renderReport(report: ReportModel, format: ReportFormat, palette?: Palette): string {
  switch (format) {
    case "terminal":
      return renderTerminal(report, palette);
    case "markdown":
      return renderMarkdown(report);
    case "json":
      return renderJson(report);
    case "html":
      return renderHtml(report);
    default:
      return assertNever(format);
  }
}
