/**
 * A suite is data and three functions. Two of them run in the parent: which cases there are, and how results are
 * scored; truth is read there alone. The third runs in a worker process and gets nothing but its own input.
 */
import type { z } from "zod";
import type { CaseResults } from "../scoring/case-results.js";
import type { AnswerLine } from "./answer-line.js";

export interface SuiteCase<I> {
  /** Unique in its suite; stands in answers, scorecards and JUnit. */
  readonly id: string;
  readonly input: I;
}

export interface CaseContext {
  /** Calls of both seats together; null: the suite's own. */
  readonly maxCalls: number | null;
  readonly seed: number;
  /** From 0 on. */
  readonly trial: number;
}

/** How one run of a case ended; `result` has passed the suite's schema. */
export type Outcome<I, R> = { readonly case: SuiteCase<I>; readonly trial: number; readonly peakMb: number } & (
  | { readonly kind: "done"; readonly result: R }
  | { readonly kind: "failed"; readonly reason: string }
);

export interface ScoreContext {
  /** Where the data lie; null: the suite's own. */
  readonly root: string | null;
  readonly seed: number;
}

/** What a suite makes of its outcomes. */
export interface Scored {
  /** The JSON of `--json`; null where there is no truth to score by. */
  readonly scorecard: Readonly<Record<string, unknown>> | null;
  /** For people, without escapes. */
  readonly table: readonly string[];
  readonly answers: readonly AnswerLine[];
  /** What `compare` and `--baseline` go by, and JUnit's verdict on each case. */
  readonly results: CaseResults;
  /** What is wrong with a case, by its id, for JUnit. */
  readonly complaints: Readonly<Record<string, string>>;
}

export interface Suite<I = never, R = never> {
  readonly name: string;
  readonly about: string;
  /** A case that takes longer is ended and counted as failed. */
  readonly caseTimeoutMs: number;
  /** Its cases are handed over whole: a worker needs no file but the program's, and can open no other. */
  readonly confined?: boolean;
  /** What a worker sends back. */
  readonly result: z.ZodType<R>;
  /** @throws InquestError where `root` holds none */
  cases(root: string | null, seed: number): Promise<readonly SuiteCase<I>[]>;
  /** In a worker process. What it throws is the case's failure. */
  run(input: I, context: CaseContext): Promise<R>;
  /** In the parent; truth, where there is any, is read here and nowhere else. */
  score(outcomes: readonly Outcome<I, R>[], context: ScoreContext): Promise<Scored>;
}

/** A suite of whatever input and result: what the harness handles without looking inside. */
export type AnySuite = Suite<unknown, unknown>;

/** @param suite its input and result travel as JSON: the harness gives back what `cases` and `result` gave it */
export function anySuite<I, R>(suite: Suite<I, R>): AnySuite {
  return suite as unknown as AnySuite;
}
