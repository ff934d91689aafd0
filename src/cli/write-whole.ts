import { open, rename, rm } from "node:fs/promises";
import { InquestError } from "../core/errors.js";

type Chunks = string | AsyncIterable<string> | Iterable<string>;

/**
 * Writes a file wholly or not at all: beside its place first, then moved there.
 * @throws InquestError `READ_ONLY_FOLDER` or `STORE_FULL`
 */
export async function writeWhole(path: string, chunks: Chunks): Promise<void> {
  const beside = `${path}.${process.pid}.partial`;
  try {
    const file = await open(beside, "w");
    try {
      for await (const chunk of typeof chunks === "string" ? [chunks] : chunks) await file.write(chunk);
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw cause instanceof InquestError ? cause : cannotWrite(path, cause as NodeJS.ErrnoException);
  }
}

function cannotWrite(path: string, cause: NodeJS.ErrnoException): InquestError {
  const full = cause.code === "ENOSPC" || cause.code === "EDQUOT";
  return new InquestError(full ? "STORE_FULL" : "READ_ONLY_FOLDER", {
    what: full ? "the disk has no room left" : `the file cannot be written (${cause.code ?? cause.message})`,
    where: path,
    remedy: full
      ? "free some space, or name another place"
      : "name a file in a folder that is there and that you may write to",
    cause,
  });
}
