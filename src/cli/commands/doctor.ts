import { Command } from "commander";
import { EXIT } from "../exit-code.js";
import { doctorLines } from "../render/doctor-lines.js";
import { type Runner, type SharedOptions, shared } from "../shared-options.js";

export function doctorCommand(run: Runner): Command {
  const command = new Command("doctor").description("what is wrong with this set-up, and how to mend it");
  return shared(command, "inquest doctor").action((options: SharedOptions) =>
    run(options, async (session) => {
      const { examine } = await import("../doctor/examine.js");
      const examination = await examine(options);
      session.print(examination, () => doctorLines(examination, session.words.visible));
      return examination.checks.some((check) => check.state === "wrong") ? EXIT.usage : EXIT.done;
    }),
  );
}
