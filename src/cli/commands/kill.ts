import { userInfo } from "node:os";
import { Command } from "commander";
import { type Runner, type SharedOptions, shared } from "../shared-options.js";

interface KillOptions extends SharedOptions {
  readonly why?: string;
  readonly by?: string;
  readonly lift?: true;
}

export function killCommand(run: Runner): Command {
  const command = new Command("kill")
    .description("stop an investigation, or all of them: no call follows")
    .argument("[id]", "an investigation, the beginning of its id, `latest` or `all`", "all")
    .option("--why <text>", "the reason, for the record")
    .option("--lift", "take a stop back, so that investigations may go on")
    .option("--by <name>", "who orders it (default: the user of this machine)");
  return shared(command, 'inquest kill all --why "it asks the wrong cluster"').action(
    (id: string, options: KillOptions) =>
      run(options, async (session) => {
        const app = await session.app();
        const order = { by: options.by ?? userInfo().username, why: options.why ?? "no reason was given" };
        const { target, epoch } = await app.kill(id, options.lift === true, order);
        const [done, what] = [options.lift === true ? "lifted" : "stopped", target ?? "all investigations"];
        session.print({ [done]: { target, epoch } }, () => `${done}: ${what}; control epoch ${epoch}`);
      }),
  );
}
