import { visible, visibleJson } from "../../src/index.js";
import type { EvalTerminal } from "./terminal.js";

/** Names and reasons come from data that anyone may have written: nothing of them may steer a terminal. */
export function printResult(
  terminal: EvalTerminal,
  options: { readonly json?: boolean },
  value: unknown,
  lines: readonly string[],
): void {
  terminal.stdout.write(
    options.json === true
      ? visibleJson(`${JSON.stringify(value, null, 2)}\n`)
      : lines.map((line) => `${visible(line)}\n`).join(""),
  );
}
