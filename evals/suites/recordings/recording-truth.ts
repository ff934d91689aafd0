/** What really happened in a recording: read by the scorer, in the parent process, and by nobody else. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { InquestError } from "../../../src/index.js";
import { Truth } from "../../testbed/truth.js";
import { type RecordingPlace, recordingRoot } from "./recorded-cases.js";

export type { Truth } from "../../testbed/truth.js";

/** By the recording's name; a recording without truth has none. @throws InquestError `RECORDING_INVALID` */
export async function readTruths(
  root: string | null,
  names: Iterable<RecordingPlace["name"]>,
): Promise<ReadonlyMap<string, Truth>> {
  const { truth: folder } = await recordingRoot(root);
  const truths = new Map<string, Truth>();
  for (const name of new Set(names)) {
    const truth = await readTruth(join(folder, `${name}.json`));
    if (truth !== null) truths.set(name, truth);
  }
  return truths;
}

async function readTruth(file: string): Promise<Truth | null> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch {
    return null;
  }
  try {
    return Truth.parse(JSON.parse(text));
  } catch (cause) {
    throw new InquestError("RECORDING_INVALID", {
      what: "the truth about a recording cannot be read",
      where: file,
      remedy: "record it again, or mend the file",
      cause,
    });
  }
}

/** Whether entity and fault, each as text, are what happened, in any of the spellings that mean the same. */
export function isTrueCause(truth: Truth, entity: string, fault: string): boolean {
  return answersOf(truth).some((answer) => answer.entity === entity && answer.fault === fault);
}

export function isTrueEntity(truth: Truth, entity: string): boolean {
  return answersOf(truth).some((answer) => answer.entity === entity);
}

export function isTrueFault(truth: Truth, fault: string): boolean {
  return answersOf(truth).some((answer) => answer.fault === fault);
}

function answersOf({ entity, fault, acceptable }: Truth): Truth["acceptable"] {
  return entity === null || fault === null ? [] : [{ entity, fault }, ...acceptable];
}

/** The truth's family, for the tables. */
export function trueFamily({ fault }: Truth): string {
  return fault === null ? "no-fault" : fault.slice(0, fault.indexOf("/"));
}

export function trueSystem({ parameters }: Truth): string {
  const topology = parameters["topology"];
  return typeof topology === "string" ? topology : "unnamed";
}
