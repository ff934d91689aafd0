import { Command } from "commander";
import { EXIT } from "../exit-code.js";
import { validationLines } from "../render/validation-lines.js";
import { type Runner, type SharedOptions, shared } from "../shared-options.js";

export function recordingCommand(run: Runner): Command {
  const validate = new Command("validate")
    .description("whether a recording can be investigated, and all that is wrong with it")
    .argument("<dir>", "the recording's folder");
  shared(validate, "inquest recording validate evals/recordings/lock-contention").action(
    (folder: string, options: SharedOptions) =>
      run(options, async (session) => {
        const { setUp } = await import("../../app.js");
        const problems = await setUp.validateRecording(folder);
        session.print({ recording: folder, problems }, () => validationLines(folder, problems, session.words.visible));
        return problems.length === 0 ? EXIT.done : EXIT.usage;
      }),
  );
  return new Command("recording").description("recorded incidents").addCommand(validate);
}
