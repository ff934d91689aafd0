/** The folder of a store: the journal's file and the signing key, for this user's eyes only. */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { InquestError } from "../core/errors.js";
import { APPLICATION_ID } from "./sqlite-schema.js";

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** Bytes of SQLite's header, and where the application's id stands in it (sqlite.org/fileformat2.html). */
const HEADER_SIZE = 100;
const HEADER_MAGIC = "SQLite format 3\0";
const APPLICATION_ID_OFFSET = 68;

export interface StoreFolder {
  readonly journal: string;
  readonly signingKey: string;
}

export function storeFolder(path: string): StoreFolder {
  const folder = resolve(path);
  return { journal: join(folder, "journal.db"), signingKey: join(folder, "signing-key.pem") };
}

/**
 * Makes the folder unless it is there.
 * @throws InquestError `READ_ONLY_FOLDER` or `STORE_UNUSABLE`
 */
export function makeFolder(path: string): void {
  const folder = resolve(path);
  try {
    mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
  } catch (cause) {
    throw folderError(folder, cause);
  }
}

/** Makes an empty journal with the right mode, which SQLite then gives its side files too; tightens an older one. */
export function makeJournalFile(file: string): void {
  try {
    closeSync(openSync(file, "a", FILE_MODE));
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, FILE_MODE);
  } catch (cause) {
    throw folderError(file, cause);
  }
}

/**
 * Looks at the first bytes before SQLite does: a file that is no journal is told from a damaged one.
 * @throws InquestError `STORE_UNUSABLE`
 */
export function assertJournalFile(file: string): void {
  const header = readHeader(file);
  if (header.length === 0) return;
  const isDatabase = header.length === HEADER_SIZE && header.toString("latin1", 0, 16) === HEADER_MAGIC;
  // A journal that was just made is a database without an id until its first transaction is moved out of the log.
  if (isDatabase && [0, APPLICATION_ID].includes(header.readUInt32BE(APPLICATION_ID_OFFSET))) return;
  throw new InquestError("STORE_UNUSABLE", {
    what: isDatabase ? "the file is a database of another program" : "the file is not a journal",
    where: file,
    remedy: "choose another folder for the journal, or restore the file from a copy",
  });
}

export function hasJournal(folder: StoreFolder): boolean {
  return existsSync(folder.journal) && statSync(folder.journal).size > 0;
}

function readHeader(file: string): Buffer {
  const header = Buffer.alloc(HEADER_SIZE);
  try {
    const descriptor = openSync(file, "r");
    try {
      return header.subarray(0, readSync(descriptor, header, 0, HEADER_SIZE, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    throw folderError(file, cause);
  }
}

function folderError(where: string, cause: unknown): InquestError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  switch (code) {
    case "EROFS":
    case "EACCES":
    case "EPERM":
      return new InquestError("READ_ONLY_FOLDER", {
        what: "the journal's folder can't be written or read by this user",
        where,
        remedy: "choose another folder, or make this one writable",
        cause,
      });
    case "ENOENT":
      return unusable(where, "there is no journal", "check the path; an investigation makes a journal", cause);
    case "ENOTDIR":
    case "EEXIST":
    case "EISDIR":
      return unusable(where, "the path is not a folder with a journal in it", "choose another folder", cause);
    case "ENOSPC":
      return new InquestError("STORE_FULL", { what: "the disk is full", where, remedy: "free some space", cause });
    default:
      return unusable(where, "the journal's folder can't be used", "choose a folder on a local disk", cause);
  }
}

function unusable(where: string, what: string, remedy: string, cause: unknown): InquestError {
  return new InquestError("STORE_UNUSABLE", { what, where, remedy, cause });
}
