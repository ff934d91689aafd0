import type { ReportModel } from "../app-types.js";
import { formatOf, type ReportOptions } from "../report-options.js";
import type { Session } from "../session.js";
import { writeWhole } from "../write-whole.js";
import { paletteOf } from "./palette.js";

/** Prints a report in the form that was asked for; with `--output` it goes to a file, and its five lines to stdout. */
export async function printReport(report: ReportModel, options: ReportOptions, session: Session): Promise<void> {
  const { fiveLines, renderReport, visible } = session.words;
  const { output } = options;
  if (output === undefined) {
    session.write(renderReport(report, formatOf(options), paletteOf(session.colour)));
    return;
  }
  await writeWhole(output, renderReport(report, options.format ?? formatOf(options)));
  session.print(report, () => [...fiveLines(report), `Report: ${visible(output)}`].join("\n"));
}
