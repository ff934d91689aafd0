/**
 * The stop for when nothing else works: a file named KILL in the store's folder. While it is there, everything is
 * stopped, in every process that uses the store; removing it is a person's decision.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";

export const KILL_FILE = "KILL";

/** @param storeFolder null where the store has no folder; then there is no such file. */
export function killFileIn(storeFolder: string | null): () => boolean {
  if (storeFolder === null) return () => false;
  const path = join(storeFolder, KILL_FILE);
  let latched = false;
  // Latches: a process that has seen it stays stopped, so that nothing slips through while the file is moved about.
  return () => {
    latched ||= existsSync(path);
    return latched;
  };
}
