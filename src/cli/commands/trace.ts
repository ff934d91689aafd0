import { Command } from "commander";
import { traceLines } from "../render/trace-lines.js";
import { type Runner, type SharedOptions, shared } from "../shared-options.js";

interface TraceOptions extends SharedOptions {
  readonly why?: string;
}

export function traceCommand(run: Runner): Command {
  const command = new Command("trace")
    .description("the decision trace: what was asked, seen, claimed, tried and decided")
    .argument("<id>", "an investigation, the beginning of its id, or `latest`")
    .option("--why <claim>", "only what this claim rests on, and how its rivals ended");
  return shared(command, "inquest trace latest --why h4.0").action((id: string, options: TraceOptions) =>
    run(options, async (session) => {
      const past = await (await session.app()).past();
      const trace = await past.trace(id, options.why ?? null);
      session.print(trace, () => traceLines(trace, session.words.visible));
    }),
  );
}
