/** What really was wrong: opened by the scorer, in the parent process, and by nobody else. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { InquestError } from "../../../src/index.js";

const Truth = z.object({
  system: z.string(),
  fault_taxonomy: z.string(),
  fault_object: z.string(),
  root_cause: z.string(),
});
export type Truth = z.infer<typeof Truth>;

const FILE = "truth.json";

/** By case; empty where none lies there. @throws InquestError `RECORDING_INVALID` */
export async function readTruths(root: string): Promise<ReadonlyMap<string, Truth>> {
  let text: string;
  try {
    text = await readFile(join(root, FILE), "utf8");
  } catch {
    return new Map();
  }
  try {
    return new Map(Object.entries(z.record(z.string(), Truth).parse(JSON.parse(text))));
  } catch (cause) {
    throw new InquestError("RECORDING_INVALID", {
      what: "what was really wrong cannot be read",
      where: FILE,
      remedy: "get the file again, or take it away: then nothing is scored",
      cause,
    });
  }
}
