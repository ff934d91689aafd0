import { Command } from "commander";
import { integrationLines, integrationView } from "../render/integration-lines.js";
import { type Runner, type SharedOptions, shared } from "../shared-options.js";

interface IntegrationsOptions extends SharedOptions {
  readonly recording?: string;
}

export function integrationsCommand(run: Runner): Command {
  const list = new Command("list")
    .description("which questions can be asked, and of whom")
    .option("--recording <dir>", "as an investigation of this recording would");
  shared(list, "inquest integrations list --recording evals/recordings/lock-contention").action(
    (options: IntegrationsOptions) =>
      run(options, async (session) => {
        const app = await session.app();
        const integrations = (await app.integrations(options.recording ?? null)).map(integrationView);
        session.print({ integrations }, () => integrationLines(integrations, session.words.visible));
      }),
  );
  return new Command("integrations").description("systems that may be asked").addCommand(list);
}
