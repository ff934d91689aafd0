import { Command, InvalidArgumentError } from "commander";
import { EXIT } from "../exit-code.js";
import { type Runner, type SharedOptions, shared } from "../shared-options.js";

interface EvalOptions extends SharedOptions {
  readonly root?: string;
  readonly answers?: string;
  readonly maxCalls?: number;
  readonly limit?: number;
  readonly seed?: number;
  readonly trials?: number;
  readonly junit?: string;
  readonly baseline?: string;
  readonly workers?: number;
}

export function evalCommand(run: Runner): Command {
  const command = new Command("eval")
    .description("score replayed incidents: suites `recordings`, `planted-lies`, ...")
    .argument("<suite...>", "which suites")
    .option("--root <dir>", "where the suite's data lies")
    .option("--answers <file>", "write one JSON line for each case")
    .option("--max-calls <n>", "calls of both seats together, a case", wholeNumber)
    .option("--limit <n>", "at most so many cases", wholeNumber)
    .option("--seed <n>", "which cases, and which variants", wholeNumber)
    .option("--trials <n>", "how often to run each case", wholeNumber)
    .option("--junit <file>", "write the results as JUnit XML")
    .option("--baseline <file>", "compare with this scorecard")
    .option("--workers <n>", "how many processes", wholeNumber);
  return shared(command, "inquest eval recordings --workers 2").action((suites: string[], options: EvalOptions) =>
    run(options, async (session) => {
      const { runEval } = await import("../../../evals/main.js");
      const code = await runEval(
        { ...options, suites, json: session.json, quiet: session.quiet },
        session.terminal,
        session.signal,
      );
      return code === 0 ? EXIT.done : EXIT.failed;
    }),
  );
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("write a whole number");
  return Number(text);
}
