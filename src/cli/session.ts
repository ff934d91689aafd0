import type { App, words } from "../app.js";
import type { ExitCode } from "./exit-code.js";
import type { Terminal } from "./terminal.js";

/** What a command has at hand while it runs. */
export interface Session {
  readonly terminal: Terminal;
  readonly json: boolean;
  readonly quiet: boolean;
  /** Whether stdout gets colours. */
  readonly colour: boolean;
  /** Aborted by the first Ctrl-C, with the error that says so. */
  readonly signal: AbortSignal;
  readonly words: typeof words;
  /** The application, opened when it is first asked for and closed at the end of the command. */
  app(): Promise<App>;
  /** Prints the result: `value` as JSON with `--json`, else the text, which must have been escaped. */
  print(value: unknown, text: () => string): void;
  /** Prints text that was rendered and escaped already. */
  write(text: string): void;
  /** A line on stderr, escaped, unless `--quiet`. */
  note(line: string): void;
}

/** What a command does; nothing returned is `done`. */
export type Work = (session: Session) => Promise<ExitCode | undefined>;
