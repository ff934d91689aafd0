/** Which recordings lie in a folder. Truth lies beside them, and only the scorer asks where. */
import { existsSync } from "node:fs";
import { readdir, realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { InquestError } from "../../../src/index.js";

export interface RecordingPlace {
  /** The folder's own name. */
  readonly name: string;
  readonly folder: string;
}

export interface RecordingRoot {
  readonly recordings: string;
  readonly truth: string;
}

/** Inquest's own recordings; or `root`, which holds `recordings` and `truth`, or recordings alone with `truth` beside it. */
export async function recordingRoot(root: string | null): Promise<RecordingRoot> {
  const given = root ?? join(packageFolder(), "evals");
  const inside = join(given, "recordings");
  if (existsSync(inside)) return { recordings: inside, truth: join(given, "truth") };
  if (!existsSync(given)) throw nothingThere(given);
  const recordings = await realpath(given);
  return { recordings, truth: join(dirname(recordings), "truth") };
}

/** @throws InquestError `NOT_FOUND` where there is no recording */
export async function recordingsIn(root: string | null): Promise<readonly RecordingPlace[]> {
  const { recordings } = await recordingRoot(root);
  const entries = await readdir(recordings, { withFileTypes: true });
  const found = entries
    .filter((entry) => entry.isDirectory() && existsSync(join(recordings, entry.name, "recording.json")))
    .map((entry) => ({ name: entry.name, folder: join(recordings, entry.name) }));
  if (found.length === 0) throw nothingThere(recordings);
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** From the source as from what was built of it. */
function packageFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (dirname(folder) === folder) throw nothingThere(folder);
  }
}

function nothingThere(where: string): InquestError {
  return new InquestError("NOT_FOUND", {
    what: "there is no recording",
    where,
    remedy: "name with --root a folder of recordings, each a folder with a recording.json",
  });
}
