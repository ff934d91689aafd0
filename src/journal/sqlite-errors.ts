/** What SQLite's result codes (sqlite.org/rescode.html) mean to whoever uses the store. */
import { assertNever } from "../core/assert-never.js";
import { InquestError } from "../core/errors.js";

/** The primary codes that tell something; an extended code has its primary one in the lowest byte. */
const PRIMARY_CODES: Readonly<Record<number, SqliteCode>> = {
  3: "SQLITE_PERM",
  5: "SQLITE_BUSY",
  6: "SQLITE_LOCKED",
  8: "SQLITE_READONLY",
  10: "SQLITE_IOERR",
  11: "SQLITE_CORRUPT",
  13: "SQLITE_FULL",
  14: "SQLITE_CANTOPEN",
  15: "SQLITE_PROTOCOL",
  23: "SQLITE_AUTH",
  24: "SQLITE_FORMAT",
  26: "SQLITE_NOTADB",
};

type SqliteCode =
  | "SQLITE_PERM"
  | "SQLITE_BUSY"
  | "SQLITE_LOCKED"
  | "SQLITE_READONLY"
  | "SQLITE_IOERR"
  | "SQLITE_CORRUPT"
  | "SQLITE_FULL"
  | "SQLITE_CANTOPEN"
  | "SQLITE_PROTOCOL"
  | "SQLITE_AUTH"
  | "SQLITE_FORMAT"
  | "SQLITE_NOTADB";

/** The error as the store's contract names it; an InquestError stays as it is. */
export function storeError(error: unknown, file: string): InquestError {
  if (error instanceof InquestError) return error;
  const code = codeOf(error);
  const { what, remedy } = explain(code);
  return new InquestError(code === "SQLITE_FULL" ? "STORE_FULL" : "STORE_UNUSABLE", {
    what,
    where: code === null ? file : `${file}, ${code}`,
    remedy,
    cause: error,
  });
}

/** Another process holds what is needed right now. */
export function isBusy(error: unknown): boolean {
  return isOneOf(error, ["SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL"]);
}

/** The file's structure is damaged, so that a query can't give what it should. */
export function isCorrupt(error: unknown): boolean {
  return isOneOf(error, ["SQLITE_CORRUPT", "SQLITE_FORMAT", "SQLITE_NOTADB"]);
}

/** The file, or what has to stand beside it, can't be opened or made. */
export function cannotOpen(error: unknown): boolean {
  return isOneOf(error, ["SQLITE_CANTOPEN", "SQLITE_READONLY"]);
}

function isOneOf(error: unknown, codes: readonly SqliteCode[]): boolean {
  const code = codeOf(error instanceof InquestError ? error.cause : error);
  return code !== null && codes.includes(code);
}

function codeOf(error: unknown): SqliteCode | null {
  if (!(error instanceof Error)) return null;
  if ("rawCode" in error && typeof error.rawCode === "number") return PRIMARY_CODES[error.rawCode & 0xff] ?? null;
  // A connection that can't be opened comes with its code in the text alone.
  const inText = /: (\d{1,5})"\)$/.exec(error.message)?.[1];
  return inText === undefined ? null : (PRIMARY_CODES[Number(inText) & 0xff] ?? null);
}

function explain(code: SqliteCode | null): { readonly what: string; readonly remedy: string } {
  switch (code) {
    case "SQLITE_FULL":
      return {
        what: "the disk or the store is full",
        remedy: "free some space; everything acknowledged is safe, and the work can be resumed",
      };
    case "SQLITE_BUSY":
    case "SQLITE_LOCKED":
    case "SQLITE_PROTOCOL":
      return {
        what: "another process holds the store for too long",
        remedy: "end the process that has the file open, and try again",
      };
    case "SQLITE_NOTADB":
      return { what: "the file is not a journal", remedy: "choose another folder, or restore the file from a copy" };
    case "SQLITE_CORRUPT":
    case "SQLITE_FORMAT":
      return { what: "the journal's file is damaged", remedy: "restore it from a copy, then run `journal verify`" };
    case "SQLITE_READONLY":
    case "SQLITE_PERM":
    case "SQLITE_AUTH":
      return { what: "the journal's file cannot be written", remedy: "make it and its folder writable for this user" };
    case "SQLITE_CANTOPEN":
      return {
        what: "the journal's file cannot be opened",
        remedy: "check that the folder exists and belongs to this user",
      };
    case "SQLITE_IOERR":
      return { what: "the disk failed to read or write", remedy: "check the disk and its quota, then try again" };
    case null:
      return { what: "the store failed", remedy: "run `journal verify`; if it finds nothing, please report this" };
    default:
      return assertNever(code);
  }
}
