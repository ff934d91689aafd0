import type { Readable, Writable } from "node:stream";

/** What a command knows of the place where it runs; a double of it drives commands in tests. */
export interface Terminal {
  readonly stdin: Readable;
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Whether to colour: `--no-color` and NO_COLOR say no, then FORCE_COLOR yes, else a terminal gets colours and a pipe none. */
export function wantsColour(
  flag: boolean,
  env: Terminal["env"],
  stream: { readonly isTTY?: boolean | undefined },
): boolean {
  if (!flag || (env["NO_COLOR"] ?? "") !== "") return false;
  if ((env["FORCE_COLOR"] ?? "") !== "") return env["FORCE_COLOR"] !== "0";
  return stream.isTTY === true && env["TERM"] !== "dumb";
}
