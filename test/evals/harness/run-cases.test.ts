import { describe, expect, it } from "vitest";
import { type AnyOutcome, runCases } from "../../../evals/harness/run-cases.js";
import { type Behaviour, broken } from "./broken-suites.js";

const suitesModule = new URL("./broken-suites.ts", import.meta.url);

async function run(
  behaviours: readonly Behaviour[],
  options: {
    readonly workers?: number;
    readonly trials?: number;
    readonly signal?: AbortSignal;
    readonly seed?: number;
  } = {},
): Promise<{ readonly outcomes: readonly AnyOutcome[]; readonly seen: readonly AnyOutcome[] }> {
  const seen: AnyOutcome[] = [];
  const outcomes = await runCases({
    suite: broken,
    cases: behaviours.map((input, n) => ({ id: `${n}-${input}`, input })),
    suitesModule,
    workers: options.workers ?? 2,
    trials: options.trials ?? 1,
    maxCalls: 12,
    seed: options.seed ?? 1,
    onOutcome: (outcome) => seen.push(outcome),
    signal: options.signal ?? new AbortController().signal,
  });
  return { outcomes, seen };
}

function told(outcome: AnyOutcome | undefined): string {
  if (outcome === undefined) return "nothing";
  return outcome.kind === "done" ? "done" : outcome.reason;
}

describe("running cases (adversarial)", { timeout: 60_000 }, () => {
  it("1: gives every case one outcome, in order, though cases throw, crash, hang, spin, leave and lie", async () => {
    const behaviours: readonly Behaviour[] = [
      "answers",
      "throws",
      "crashes",
      "answers",
      "hangs",
      "spins",
      "exits",
      "says-nonsense",
      "sends-garbage",
      "answers",
    ];
    const { outcomes, seen } = await run(behaviours);
    expect(outcomes.map((outcome) => outcome.case.id)).toEqual(behaviours.map((input, n) => `${n}-${input}`));
    expect(seen).toHaveLength(behaviours.length);
    const reasons = outcomes.map(told);
    expect([reasons[0], reasons[3], reasons[9]]).toEqual(["done", "done", "done"]);
    expect(reasons[1]).toBe("RangeError: no such thing");
    expect(reasons[2]).toBe("its process ended with SIGSEGV: the last words");
    expect(reasons[4]).toBe("it took longer than 1500 ms");
    expect(reasons[5]).toBe("it took longer than 1500 ms");
    expect(reasons[6]).toBe("its process ended with code 7");
    expect(reasons[8]).toBe("its process sent what is no report");
  });

  it("2: takes no result that does not fit the suite's schema", async () => {
    const { outcomes } = await run(["says-nonsense"]);
    expect(told(outcomes[0])).toMatch(/^its result does not fit: /);
  });

  it("keeps a worker that is well, and replaces one that is not", async () => {
    const { outcomes } = await run(["answers", "throws", "answers", "exits", "answers"], { workers: 1 });
    const workers = outcomes.flatMap((outcome) =>
      outcome.kind === "done" ? [(outcome.result as { worker: number }).worker] : [],
    );
    expect(workers[0]).toBe(workers[1]);
    expect(workers[2]).not.toBe(workers[1]);
    expect(workers).not.toContain(process.pid);
  });

  it("runs each case once a trial, with a seed of its own, and tells a worker nothing but its suite, input and context", async () => {
    const { outcomes } = await run(["shows-context"], { trials: 3, seed: 40, workers: 1 });
    const shown = outcomes.map(
      (outcome) => JSON.parse((outcome as { result: { said: string } }).result.said) as unknown,
    );
    expect(shown).toEqual(
      [0, 1, 2].map((trial) => ({ context: { maxCalls: 12, seed: 40 + trial, trial }, argv: ["broken-suites.ts"] })),
    );
  });

  it("3: begins no case after an abort, ends what runs, and gives the abort's reason", async () => {
    const abort = new AbortController();
    const seen: string[] = [];
    const running = runCases({
      suite: broken,
      cases: ["hangs", "answers", "answers"].map((input, n) => ({ id: `${n}`, input })),
      suitesModule,
      workers: 1,
      trials: 1,
      maxCalls: null,
      seed: 1,
      onOutcome: (outcome) => seen.push(outcome.case.id),
      signal: abort.signal,
    });
    setTimeout(() => abort.abort(new Error("enough")), 700);
    await expect(running).rejects.toThrow("enough");
    expect(seen.length).toBeLessThan(2);
  });
});
