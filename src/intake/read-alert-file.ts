import { open } from "node:fs/promises";
import { InquestError } from "../core/errors.js";
import { ALERT_MAX_BYTES, tooLarge } from "./parse-alert-json.js";

/** The text of an alert's file, UTF-8, at most 1 MiB. @throws InquestError `ALERT_INVALID`, `INPUT_TOO_LARGE` or `NOT_FOUND` */
export async function readAlertFile(path: string): Promise<string> {
  if (path.includes("\0")) throw unreadable("a file's name cannot hold a NUL character", path);
  const handle = await open(path, "r").catch((cause: NodeJS.ErrnoException) => {
    throw cannotOpen(path, cause);
  });
  try {
    const status = await handle.stat();
    if (status.isDirectory()) throw unreadable("this is a folder, not an alert's file", path);
    return await readAlertStream(handle.createReadStream({ autoClose: false }), path);
  } finally {
    await handle.close();
  }
}

/**
 * The text of an alert from a stream, such as stdin; it stops reading once there is too much.
 * @param name what to call the stream in errors
 */
export async function readAlertStream(stream: AsyncIterable<Uint8Array | string>, name: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes =
      typeof chunk === "string" ? Buffer.from(chunk) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    size += bytes.length;
    if (size > ALERT_MAX_BYTES) throw tooLarge(name);
    chunks.push(bytes);
  }
  return decode(Buffer.concat(chunks), name);
}

function decode(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new InquestError("ALERT_INVALID", {
      what: "the bytes are not UTF-8 text",
      where: name,
      remedy: "give the alert as JSON in UTF-8, uncompressed",
      cause,
    });
  }
}

function cannotOpen(path: string, cause: NodeJS.ErrnoException): InquestError {
  if (cause.code === "ENOENT" || cause.code === "ENOTDIR") {
    return new InquestError("NOT_FOUND", {
      what: `there is no file \`${path.slice(0, 200)}\``,
      where: "the alert to investigate",
      remedy: "check the path; `-` reads the alert from stdin, and --service names a scope without one",
      cause,
    });
  }
  return unreadable(`the file cannot be opened (${cause.code ?? cause.message})`, path, cause);
}

function unreadable(what: string, path: string, cause?: unknown): InquestError {
  return new InquestError("ALERT_INVALID", {
    what,
    where: path.slice(0, 200),
    remedy: "name a file of JSON that you may read, or `-` for stdin",
    cause,
  });
}
