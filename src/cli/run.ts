/**
 * One command, from its arguments to its exit code.
 *
 * 1. stdout gets the result and nothing else; with `--json` exactly one JSON document, whatever happens.
 * 2. Every failure ends in three lines on stderr, escaped, and in the exit code of its kind.
 * 3. The application is closed before the process ends.
 */
import { asInquestError } from "./as-inquest-error.js";
import { errorJson, errorLines } from "./error-lines.js";
import { EXIT, type ExitCode, exitCodeOf } from "./exit-code.js";
import { listenForInterruption, type SignalSource } from "./interruption.js";
import { openSession } from "./open-session.js";
import { parseCommandLine } from "./program.js";
import { quietWhenClosed } from "./quiet-when-closed.js";
import type { Work } from "./session.js";
import type { SharedOptions } from "./shared-options.js";
import type { Terminal } from "./terminal.js";

/** Runs the command line. Never rejects. */
export async function run(args: readonly string[], terminal: Terminal, signals: SignalSource): Promise<ExitCode> {
  quietWhenClosed(terminal.stdout);
  quietWhenClosed(terminal.stderr);
  let code: ExitCode = EXIT.done;
  try {
    await parseCommandLine(args, terminal, async (options, work) => {
      code = await perform(options, work, terminal, signals);
    });
    return code;
  } catch (thrown) {
    return await report(thrown, args.includes("--json"), terminal);
  }
}

async function perform(
  options: SharedOptions,
  work: Work,
  terminal: Terminal,
  signals: SignalSource,
): Promise<ExitCode> {
  const { session, close } = await openSession(options, terminal, (onFirst) => listenForInterruption(signals, onFirst));
  try {
    return (await work(session)) ?? EXIT.done;
  } finally {
    await close();
  }
}

async function report(thrown: unknown, json: boolean, terminal: Terminal): Promise<ExitCode> {
  const error = asInquestError(thrown);
  const { words } = await import("../app.js");
  if (json) terminal.stdout.write(words.visibleJson(`${JSON.stringify(errorJson(error), null, 2)}\n`));
  terminal.stderr.write(
    errorLines(error)
      .map((line) => `${words.visible(line)}\n`)
      .join(""),
  );
  if (terminal.env["INQUEST_DEBUG"] === "1") terminal.stderr.write(`${String(traceOf(error.cause ?? error))}\n`);
  return exitCodeOf(error.code);
}

function traceOf(error: unknown): unknown {
  return error instanceof Error ? error.stack : error;
}
