import type { Writable } from "node:stream";

/** Where an eval tells what it does: the command's own terminal, as far as it is needed here. */
export interface EvalTerminal {
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
}
