import { type Command, Option } from "commander";
import type { Work } from "./session.js";

/** What every command understands. */
export interface SharedOptions {
  readonly json?: true;
  /** False after `--no-color`. */
  readonly color: boolean;
  readonly quiet?: true;
  readonly config?: string;
  readonly store?: string;
}

/** Performs what a command asks for. Rejects with what went wrong. */
export type Runner = (options: SharedOptions, work: Work) => Promise<void>;

/** Adds the flags of every command, and the command's example to its help. */
export function shared(command: Command, example: string): Command {
  command
    .option("--json", "print one JSON document and nothing else on stdout")
    .option("--no-color", "print without colours (so does NO_COLOR)")
    .option("--quiet", "no progress")
    .option("--config <file>", "configuration (default: ./inquest.yaml, where there is one)")
    .addOption(new Option("--store <dir>", "where the journal lives (default: ./.inquest)").env("INQUEST_STORE"))
    .addHelpText("after", `\nExample:\n  $ ${example}`);
  EXAMPLES.set(command, example);
  return command;
}

const EXAMPLES = new WeakMap<Command, string>();

export function exampleOf(command: Command): string | undefined {
  return EXAMPLES.get(command);
}
