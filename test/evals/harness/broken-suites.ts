/** Suites whose cases do all that a case can do wrong: loaded by worker processes of the harness's tests. */
import { writeFileSync } from "node:fs";
import { z } from "zod";
import { anySuite } from "../../../evals/harness/suite.js";

export type Behaviour =
  | "answers"
  | "throws"
  | "crashes"
  | "hangs"
  | "exits"
  | "spins"
  | "says-nonsense"
  | "sends-garbage"
  | "shows-context";

export const broken = anySuite<Behaviour, { readonly said: string; readonly worker: number }>({
  name: "broken",
  about: "every way to fail",
  caseTimeoutMs: 1_500,
  result: z.object({ said: z.string(), worker: z.number() }),
  cases: async () => [],
  async run(behaviour, context) {
    switch (behaviour) {
      case "answers":
        return { said: "fine", worker: process.pid };
      case "shows-context":
        return {
          said: JSON.stringify({ context, argv: process.argv.slice(2).map((text) => text.split("/").at(-1)) }),
          worker: process.pid,
        };
      case "throws":
        throw new RangeError("no such thing");
      case "crashes":
        writeFileSync(2, "the last words\n");
        return process.kill(process.pid, "SIGSEGV") && new Promise(() => undefined);
      case "exits":
        return process.exit(7);
      case "hangs":
        return new Promise(() => undefined);
      case "spins":
        for (;;) Math.random();
      case "says-nonsense":
        return { said: 12 } as never;
      case "sends-garbage":
        process.send?.({ kind: "done" });
        return new Promise(() => undefined);
    }
  },
  score: async () => ({ scorecard: null, table: [], answers: [], results: {}, complaints: {} }),
});

export function findSuite() {
  return broken;
}
