import { readFile } from "node:fs/promises";
import { InquestError } from "../core/errors.js";

const MAX_BYTES = 65_536;

/** The text of a head that was kept outside. @throws InquestError `NOT_FOUND` or `INPUT_TOO_LARGE` */
export async function readHead(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new InquestError("NOT_FOUND", {
      what: `the head cannot be read (${cause.code ?? cause.message})`,
      where: path,
      remedy: "name a file with a checkpoint: each report ends with one",
      cause,
    });
  });
  if (text.length <= MAX_BYTES) return text;
  throw new InquestError("INPUT_TOO_LARGE", {
    what: "this is larger than any head",
    where: path,
    remedy: "name a file with one checkpoint: each report ends with one",
  });
}
