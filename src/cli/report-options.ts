import { type Command, Option } from "commander";
import type { SharedOptions } from "./shared-options.js";

export const REPORT_FORMATS = ["terminal", "markdown", "json", "html"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** How a command that ends in a report may be told to show it. */
export interface ReportOptions extends SharedOptions {
  readonly format?: ReportFormat;
  readonly output?: string;
}

export function reportOptions(command: Command): Command {
  return command
    .addOption(new Option("--format <format>", "how to write the report (default: terminal)").choices(REPORT_FORMATS))
    .option("--output <file>", "write the report there, and its five lines to stdout");
}

/** `--json` is the report as JSON. */
export function formatOf({ format, json }: ReportOptions): ReportFormat {
  return json === true ? "json" : (format ?? "terminal");
}
