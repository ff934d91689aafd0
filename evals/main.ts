/** `inquest eval`: suites in, scorecards out. */
import { compareFiles } from "./harness/compare-files.js";
import { evaluate } from "./harness/evaluate.js";
import type { EvalTerminal } from "./harness/terminal.js";
import type { EvalOptions } from "./options.js";

/**
 * Runs the suites named, or compares two scorecards (`compare A B`). Gives the exit code: 0, or 1 where the
 * comparison shows a significant loss.
 * @throws InquestError `USAGE`, `RECORDING_INVALID`, or the signal's own
 */
export function runEval(options: EvalOptions, terminal: EvalTerminal, signal: AbortSignal): Promise<number> {
  const [first, ...rest] = options.suites;
  return first === "compare" ? compareFiles(rest, options, terminal) : evaluate(options, terminal, signal);
}
