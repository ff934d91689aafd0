import { z } from "zod";
import { ReportModel } from "./report-model.js";
import { visibleJson } from "./visible.js";

/** The report as JSON, two spaces deep, in the order of its schema; a terminal that it is printed on is safe from it. */
export function renderJson(report: ReportModel): string {
  return `${visibleJson(JSON.stringify(report, null, 2))}\n`;
}

/** The JSON Schema of {@link renderJson}, as committed in docs/schemas/report.schema.json. */
export function reportJsonSchema(): string {
  return `${JSON.stringify({ title: "An Inquest report", ...z.toJSONSchema(ReportModel, { reused: "ref" }) }, null, 2)}\n`;
}
