/** A scorecard as a file: what `--json` printed, or a committed baseline. */
import { readFile, stat } from "node:fs/promises";
import { z } from "zod";
import { InquestError } from "../../src/index.js";
import { CaseResult, type CaseResults } from "../scoring/case-results.js";

const MOST_BYTES = 64 * 1024 * 1024;

const StoredScorecard = z.object({ suite: z.string(), results: z.record(z.string(), CaseResult) });

export interface StoredScorecard {
  readonly suite: string;
  readonly results: CaseResults;
}

/** One scorecard or a list of them. @throws InquestError `USAGE` naming the file */
export async function readScorecards(file: string): Promise<readonly StoredScorecard[]> {
  try {
    if ((await stat(file)).size > MOST_BYTES) throw new RangeError(`it has more than ${MOST_BYTES} bytes`);
    const value: unknown = JSON.parse(await readFile(file, "utf8"));
    return z
      .array(StoredScorecard)
      .min(1)
      .parse(Array.isArray(value) ? value : [value]);
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : cause instanceof Error ? cause.message : "";
    throw new InquestError("USAGE", {
      what: `this is no scorecard: ${why.slice(0, 200)}`,
      where: file,
      remedy: "name a file that `inquest eval SUITE --json` wrote",
      cause,
    });
  }
}
