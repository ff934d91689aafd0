import { availableParallelism } from "node:os";

/** What the command line says. */
export interface EvalOptions {
  /** Names of suites; or `compare` and two scorecards. */
  readonly suites: readonly string[];
  readonly root?: string;
  readonly answers?: string;
  readonly maxCalls?: number;
  readonly limit?: number;
  readonly seed?: number;
  readonly trials?: number;
  readonly junit?: string;
  readonly baseline?: string;
  readonly workers?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export const DEFAULT_SEED = 1;
export const MOST_TRIALS = 1_000;
const MOST_WORKERS = 64;

export function workerCount({ workers = 2 }: EvalOptions): number {
  return Math.max(1, Math.min(workers, MOST_WORKERS, Math.max(2, availableParallelism())));
}
