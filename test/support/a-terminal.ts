import { PassThrough, Readable, Writable } from "node:stream";
import type { Terminal } from "../../src/cli/terminal.js";

export interface TerminalDouble extends Terminal {
  stdoutText(): string;
  stderrText(): string;
}

class Sink extends Writable {
  text = "";
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}

/** A terminal that keeps what is written to it. */
export function aTerminal(given: { readonly env?: Terminal["env"]; readonly stdin?: string } = {}): TerminalDouble {
  const stdout = new Sink();
  const stderr = new Sink();
  return {
    stdin: given.stdin === undefined ? new PassThrough().end() : Readable.from([given.stdin]),
    stdout,
    stderr,
    env: given.env ?? {},
    stdoutText: () => stdout.text,
    stderrText: () => stderr.text,
  };
}

/** A process that hears no signals. */
export const noSignals = { on: () => undefined, off: () => undefined, exit: () => undefined };
