import { Command } from "commander";
import type { Replay } from "../app-types.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import { replayLines, rethinkLines } from "../render/replay-lines.js";
import { type Runner, type SharedOptions, shared } from "../shared-options.js";

interface ReplayOptions extends SharedOptions {
  readonly rethink?: true;
}

export function replayCommand(run: Runner): Command {
  const command = new Command("replay")
    .description("decide again from the recorded answers, and compare")
    .argument("<id>", "an investigation, the beginning of its id, or `latest`")
    .option("--rethink", "ask today's mind over the recorded answers, and tell where it first differs");
  return shared(command, "inquest replay latest --rethink").action((id: string, options: ReplayOptions) =>
    run(options, async (session) => {
      const past = await (await session.app()).past();
      if (options.rethink === true) {
        const rethought = await past.rethink(id, session.signal);
        session.print(rethought, () => rethinkLines(rethought, session.words.visible));
        return EXIT.done;
      }
      const replayed = await past.replay(id);
      session.print(replayed, () => replayLines(replayed, session.words.visible));
      return exitCodeFor(replayed);
    }),
  );
}

/** A difference that another version explains is a failure; one that nothing explains means that the record is not what it was. */
function exitCodeFor({ differences, versions }: Replay): ExitCode {
  if (differences.length === 0) return EXIT.done;
  return versions.length > 0 ? EXIT.failed : EXIT.integrity;
}
