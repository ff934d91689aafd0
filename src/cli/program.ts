import { Command, CommanderError } from "commander";
import { doctorCommand } from "./commands/doctor.js";
import { evalCommand } from "./commands/eval.js";
import { graphCommand } from "./commands/graph.js";
import { integrationsCommand } from "./commands/integrations.js";
import { investigateCommand } from "./commands/investigate.js";
import { journalCommand } from "./commands/journal.js";
import { killCommand } from "./commands/kill.js";
import { listCommand } from "./commands/list.js";
import { recordingCommand } from "./commands/recording.js";
import { replayCommand } from "./commands/replay.js";
import { reviewCommand } from "./commands/review.js";
import { showCommand } from "./commands/show.js";
import { traceCommand } from "./commands/trace.js";
import { exampleOf, type Runner } from "./shared-options.js";
import type { Terminal } from "./terminal.js";
import { isHelp, usageError } from "./usage-error.js";
import { programVersion } from "./version.js";

/**
 * Reads the command line and runs the command that it names.
 * @throws InquestError `USAGE` naming the command and the nearest flag or subcommand
 */
export async function parseCommandLine(args: readonly string[], terminal: Terminal, runner: Runner): Promise<void> {
  const program = createProgram(runner);
  let erring = program;
  for (const command of withSubcommands(program)) {
    command.exitOverride((error) => {
      erring = command;
      throw error;
    });
    command.configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      // commander's own words of an error: ours say the same in three lines.
      writeErr: () => undefined,
    });
  }
  try {
    await program.parseAsync(args.length === 0 ? ["--help"] : [...args], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (isHelp(error)) return;
    throw usageError(error, erring);
  }
}

export function createProgram(runner: Runner): Command {
  const program = new Command("inquest")
    .description("Investigates production incidents with two agents that do not trust each other.")
    .version(programVersion(), "-V, --version", "print the version")
    .helpCommand("help [command]", "explain a command");
  const commands = [
    investigateCommand,
    listCommand,
    showCommand,
    traceCommand,
    replayCommand,
    reviewCommand,
    graphCommand,
    journalCommand,
    killCommand,
    integrationsCommand,
    recordingCommand,
    doctorCommand,
    evalCommand,
  ];
  for (const make of commands) program.addCommand(make(runner));
  return program.addHelpText("after", () => `\nExamples:\n${examples(program)}\n\nExit codes: ${EXIT_CODES}`);
}

const EXIT_CODES =
  "0 done, 3 unproven, 2 wrong usage or configuration, 4 denied by\n  policy, 5 integrity failure, 130 interrupted (resumable), 1 anything else";

function examples(program: Command): string {
  return withSubcommands(program)
    .flatMap((command) => exampleOf(command) ?? [])
    .map((example) => `  $ ${example}`)
    .join("\n");
}

export function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap((one) => withSubcommands(one))];
}
