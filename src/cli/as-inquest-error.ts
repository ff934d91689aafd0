import { InquestError } from "../core/errors.js";

/** Whatever was thrown, as our one error: what is none of ours is a broken promise of the program. */
export function asInquestError(thrown: unknown): InquestError {
  if (thrown instanceof InquestError) return thrown;
  return fromSystem(thrown) ?? internal(thrown);
}

function internal(thrown: unknown): InquestError {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const frame = /^\s*at (.{1,200})$/m.exec(error.stack ?? "")?.[1] ?? "an unknown place";
  return new InquestError("INTERNAL", {
    what: `${error.name}: ${error.message}`.slice(0, 300),
    where: frame,
    remedy: "this is a fault of Inquest: report it with these lines; INQUEST_DEBUG=1 shows the whole trace",
    cause: thrown,
  });
}

/** What the operating system refused, where its code says enough to name a remedy. */
function fromSystem(thrown: unknown): InquestError | null {
  if (!(thrown instanceof Error)) return null;
  const { code, path } = thrown as NodeJS.ErrnoException;
  const where = path ?? "the file system";
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return new InquestError("STORE_FULL", {
        what: "the disk has no room left",
        where,
        remedy: "free some space and run the command again; what was journaled is whole",
        cause: thrown,
      });
    case "EACCES":
    case "EROFS":
    case "EPERM":
      return new InquestError("READ_ONLY_FOLDER", {
        what: "the permission to read or write there is missing",
        where,
        remedy: "grant it, or name another folder (--store for the journal)",
        cause: thrown,
      });
    default:
      return null;
  }
}
