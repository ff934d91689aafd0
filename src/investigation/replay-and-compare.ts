import { isDeepStrictEqual } from "node:util";
import type { CaseFile } from "../core/case-file.js";
import type { JournalStore } from "../core/ports/store.js";
import type { Opening } from "./open.js";
import { type Difference, replayInvestigation } from "./replay.js";

/** What decides the course of an investigation besides its answers: who made it, and of what. */
export type Makings = Pick<Opening, "engine" | "digests">;

export interface ComparedReplay {
  readonly investigation: string;
  /** Claims that were decided again. */
  readonly decided: number;
  /** Empty: equal. */
  readonly differences: readonly Difference[];
  /** What made the investigation then and is another one now: the reason of a difference, where there is one. */
  readonly versions: readonly Difference[];
}

/** Decides an investigation again, and names the versions that differ. @throws InquestError `INTEGRITY` */
export async function replayAndCompare(
  store: Pick<JournalStore, "read" | "body">,
  stream: string,
  now: Makings,
): Promise<ComparedReplay> {
  const { file, decided, differences } = await replayInvestigation(store, stream);
  return { investigation: stream, decided, differences, versions: versionDifferences(file, now) };
}

function versionDifferences({ opened }: CaseFile, now: Makings): readonly Difference[] {
  const then: Makings = { engine: opened.engine, digests: opened.digests };
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ["engine", then.engine, now.engine],
    ["policies", then.digests.policies, now.digests.policies],
    ["fault families", then.digests.faults, now.digests.faults],
    ["prompts", then.digests.prompts, now.digests.prompts],
    ["configuration", then.digests.configuration, now.digests.configuration],
  ];
  return pairs
    .filter(([, recorded, today]) => !isDeepStrictEqual(recorded, today))
    .map(([what, recorded, today]) => ({ what, recorded, now: today }));
}
