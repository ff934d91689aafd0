/** What a verification is asked, and what it answers. */
import type { Digest } from "../core/digest.js";
import type { Problem } from "./problem.js";

export interface VerifyRequest {
  /** Null: all of them. The installation stream is always checked. */
  readonly stream: string | null;
  /** The text of a checkpoint that was kept outside of the store. */
  readonly head: string | null;
  /** Public keys that were kept outside, a line for each; null: those in the store. */
  readonly keys: string | null;
}

export interface StreamVerification {
  readonly stream: string;
  readonly entries: number;
  readonly bodies: number;
  readonly heads: number;
  /** Entries under the newest head; what comes behind has no signature over it yet. */
  readonly underHead: number;
  readonly sealed: boolean;
  /** Of the whole stream, recomputed; null where an entry is missing. */
  readonly root: Digest | null;
}

export interface Verification {
  readonly ok: boolean;
  readonly installation: string | null;
  readonly streams: readonly StreamVerification[];
  readonly problems: readonly Problem[];
  /** Problems beyond those listed. */
  readonly moreProblems: number;
  /** What the check has shown, in sentences; empty where there is a problem. */
  readonly proven: readonly string[];
  /** What it can't exclude, in sentences. */
  readonly notExcluded: readonly string[];
}
