/**
 * A recording's folder, as untrusted as any download: its manifest is read strictly, and no name in it leads out of
 * the folder, through `..`, through a link, or to anything but a plain file.
 */
import { constants } from "node:fs";
import { type FileHandle, lstat, open, realpath } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { InquestError } from "../../core/errors.js";
import { RecordingManifest } from "../../core/recording.js";
import { parseJson } from "../../core/strict-json.js";

export const MANIFEST_FILE = "recording.json";
export const MANIFEST_LIMIT = 1_048_576;

/** @throws InquestError `RECORDING_INVALID` */
export async function readManifest(folder: string): Promise<RecordingManifest> {
  const handle = await openInside(folder, MANIFEST_FILE);
  try {
    const { size } = await handle.stat();
    if (size > MANIFEST_LIMIT)
      throw invalid(`the manifest is larger than ${MANIFEST_LIMIT} bytes`, MANIFEST_FILE, "keep data in the streams");
    return parseManifest(await handle.readFile());
  } finally {
    await handle.close();
  }
}

function parseManifest(bytes: Buffer): RecordingManifest {
  const text = decodeUtf8(bytes);
  if (text === null) throw invalid("the manifest is not UTF-8", MANIFEST_FILE, "write it in UTF-8");
  const json = parseJson(text, { maxBytes: MANIFEST_LIMIT });
  if (!json.ok)
    throw invalid(json.what, `${MANIFEST_FILE}, line ${json.at.line}, column ${json.at.column}`, "correct the JSON");
  const manifest = RecordingManifest.safeParse(json.value);
  if (!manifest.success) throw invalid(firstIssue(manifest.error), MANIFEST_FILE, "see docs/recording-format.md");
  return manifest.data;
}

/**
 * Opens a plain file of the folder for reading.
 * @throws InquestError `RECORDING_INVALID`
 */
export async function openInside(folder: string, name: string): Promise<FileHandle> {
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/.test(name))
    throw invalid("a file's name is not a plain name", printable(name), "name files in lower case, without a path");
  try {
    const path = join(await realpath(folder), name);
    if (!(await lstat(path)).isFile())
      throw invalid("it is not a plain file", name, "put the file itself into the folder, not a link");
    // The name could have become a link between the two looks: the flag refuses that, and never waits for a pipe.
    return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (error instanceof InquestError) throw error;
    throw invalid(
      `it can't be opened (${systemCode(error)})`,
      name,
      "check that the recording is complete and readable",
      error,
    );
  }
}

export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

export function invalid(what: string, where: string, remedy: string, cause?: unknown): InquestError {
  return new InquestError("RECORDING_INVALID", { what, where, remedy, cause });
}

/** The first thing that a schema objects to, without the values, which are anyone's. */
export function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  const path = issue?.path.map((part) => printable(String(part))).join(".") ?? "";
  return printable(`${path === "" ? "" : `\`${path}\`: `}${issue?.message ?? "it does not fit its schema"}`).slice(
    0,
    300,
  );
}

/** Text of anyone's, made fit for a terminal. */
export function printable(text: string): string {
  return text
    .slice(0, 300)
    .replace(
      /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
      (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
    );
}

function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown error";
}
