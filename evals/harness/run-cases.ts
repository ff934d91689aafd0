/**
 * Runs cases in worker processes.
 *
 * 1. Every case of every trial has exactly one outcome, in the order of the cases, whatever becomes of a worker.
 * 2. What a worker sends counts only if it fits the suite's schema.
 * 3. On abort no case is begun and every worker ends.
 */
import { z } from "zod";
import type { AnySuite, Outcome, SuiteCase } from "./suite.js";
import { type RunEnd, WorkerProcess } from "./worker-process.js";

export interface RunCasesOptions {
  readonly suite: AnySuite;
  readonly cases: readonly SuiteCase<unknown>[];
  readonly suitesModule: URL;
  readonly workers: number;
  readonly trials: number;
  readonly maxCalls: number | null;
  readonly seed: number;
  readonly onOutcome: (outcome: AnyOutcome) => void;
  readonly signal: AbortSignal;
}

export type AnyOutcome = Outcome<unknown, unknown>;

export async function runCases(options: RunCasesOptions): Promise<readonly AnyOutcome[]> {
  const { cases, trials, workers } = options;
  const tasks = Array.from({ length: trials }, (_, trial) => cases.map((one) => ({ one, trial }))).flat();
  const outcomes: (AnyOutcome | undefined)[] = tasks.map(() => undefined);
  let next = 0;
  const lane = async (): Promise<void> => {
    let worker: WorkerProcess | null = null;
    const stop = (): void => worker?.end("the run was interrupted");
    options.signal.addEventListener("abort", stop);
    try {
      while (next < tasks.length && !options.signal.aborted) {
        const index = next++;
        const task = tasks[index];
        if (task === undefined) break;
        if (worker === null || !worker.alive) worker = new WorkerProcess(options.suitesModule, options.suite.confined);
        const outcome = await runTask(worker, index, task, options);
        outcomes[index] = outcome;
        options.onOutcome(outcome);
      }
    } finally {
      options.signal.removeEventListener("abort", stop);
      worker?.end("the run has ended");
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(workers, tasks.length)) }, lane));
  options.signal.throwIfAborted();
  return outcomes.flatMap((outcome) => outcome ?? []);
}

async function runTask(
  worker: WorkerProcess,
  id: number,
  { one, trial }: { readonly one: SuiteCase<unknown>; readonly trial: number },
  { suite, maxCalls, seed }: RunCasesOptions,
): Promise<AnyOutcome> {
  const context = { maxCalls, seed: seed + trial, trial };
  const end = await worker.run({ id, suite: suite.name, input: one.input, context }, suite.caseTimeoutMs);
  return { case: one, trial, peakMb: end.peakMb, ...read(suite, end) };
}

function read(suite: AnySuite, end: RunEnd): { kind: "done"; result: unknown } | { kind: "failed"; reason: string } {
  if (end.kind === "failed") return { kind: "failed", reason: end.reason };
  const result = suite.result.safeParse(end.result);
  if (result.success) return { kind: "done", result: result.data };
  return { kind: "failed", reason: `its result does not fit: ${z.prettifyError(result.error).slice(0, 300)}` };
}
