import { Command } from "commander";
import { printReport } from "../render/print-report.js";
import { type ReportOptions, reportOptions } from "../report-options.js";
import { type Runner, shared } from "../shared-options.js";

export function showCommand(run: Runner): Command {
  const command = new Command("show")
    .description("the report of an investigation")
    .argument("<id>", "an investigation, the beginning of its id, or `latest`");
  return shared(reportOptions(command), "inquest show latest --format markdown").action(
    (id: string, options: ReportOptions) =>
      run(options, async (session) => {
        await printReport(await (await session.app()).report(id), options, session);
      }),
  );
}
