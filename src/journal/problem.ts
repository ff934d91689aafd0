/** What a verification finds: where, and what was done to it. */
import type { Digest } from "../core/digest.js";
import { InquestError } from "../core/errors.js";
import { isCorrupt } from "./sqlite-errors.js";

export const PROBLEM_KINDS = ["altered", "missing", "swapped", "added", "rolled-back"] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

export interface Problem {
  readonly kind: ProblemKind;
  /** Null for the store as a whole. */
  readonly stream: string | null;
  /** The first entry that it is about. */
  readonly seq: number | null;
  readonly body: Digest | null;
  /** One clause: lower case, no final stop. */
  readonly what: string;
}

/** More of them tell nothing new, and a hostile store could make any number. */
const MAX_PROBLEMS = 1_000;

export class ProblemList {
  readonly #found: Problem[] = [];
  #more = 0;

  get found(): readonly Problem[] {
    return this.#found;
  }

  /** Problems beyond the bound, which are counted only. */
  get more(): number {
    return this.#more;
  }

  add(kind: ProblemKind, place: Partial<Pick<Problem, "stream" | "seq" | "body">>, what: string): void {
    const { stream = null, seq = null, body = null } = place;
    if (this.#found.length < MAX_PROBLEMS) this.#found.push({ kind, stream, seq, body, what });
    else this.#more += 1;
  }

  hasOf(stream: string): boolean {
    return this.#found.some((problem) => problem.stream === stream);
  }

  /** Notes rows that can't be read, and goes on; null for those. What is no matter of the record is thrown. */
  guard<T>(stream: string | null, work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof InquestError) || (error.code !== "INTEGRITY" && !isCorrupt(error))) throw error;
      this.add("altered", { stream }, error.what);
      return null;
    }
  }
}
