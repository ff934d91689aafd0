import { Command } from "commander";
import { summaryLines } from "../render/summary-lines.js";
import { type Runner, type SharedOptions, shared } from "../shared-options.js";

export function listCommand(run: Runner): Command {
  const command = new Command("list").description("past investigations, newest first");
  return shared(command, "inquest list").action((options: SharedOptions) =>
    run(options, async (session) => {
      const summaries = await (await session.app()).list();
      session.print({ investigations: summaries }, () => summaryLines(summaries, session.words.visible));
    }),
  );
}
