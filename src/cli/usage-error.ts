import type { Command, CommanderError } from "commander";
import { InquestError } from "../core/errors.js";
import { nearest } from "./nearest.js";

/**
 * A mistake on the command line, as our one error. commander tells it as one text; the place is the command that
 * was being read, and the remedy names the nearest flag or subcommand.
 */
export function usageError(error: CommanderError, command: Command): InquestError {
  if (error.code === "commander.help") return subcommandMissing(command);
  const { what, word } = told(error.message);
  const close = word === null ? null : nearestOf(word, command);
  const help = `\`${pathOf(command)} --help\` shows what there is`;
  return new InquestError("USAGE", {
    what,
    where: pathOf(command),
    remedy: close === null ? help : `did you mean \`${close}\`? ${help}`,
    cause: error,
  });
}

/** commander answers with help where a command of several is named without one of them. */
function subcommandMissing(command: Command): InquestError {
  return new InquestError("USAGE", {
    what: "a subcommand is missing",
    where: pathOf(command),
    remedy: `name one of: ${command.commands.map((one) => one.name()).join(", ")}`,
  });
}

/** commander's message with our quotes, without its prefix and its own suggestion. */
function told(message: string): { readonly what: string; readonly word: string | null } {
  const what = (message.split("\n(Did you mean")[0] ?? message)
    .replace(/^error: /, "")
    .replaceAll("'", "`")
    .replace(/\. ([A-Z])/g, (_, letter: string) => `; ${letter.toLowerCase()}`)
    .replace(/\.$/, "");
  const word = /^unknown (?:option|command) `(.+)`$/s.exec(what)?.[1] ?? null;
  return { what: what.charAt(0).toLowerCase() + what.slice(1), word };
}

function nearestOf(word: string, command: Command): string | null {
  if (!word.startsWith("-"))
    return nearest(
      word,
      command.commands.map((one) => one.name()),
    );
  const flags = command.options.flatMap((option) => (option.long ? [option.long] : []));
  return nearest(word.split("=")[0] ?? word, flags);
}

/** `inquest journal verify` */
export function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

/** Whether commander only ended because it has shown help or the version. */
export function isHelp(error: CommanderError): boolean {
  return error.exitCode === 0;
}
