/**
 * The private key on disk: PKCS #8 in PEM, mode 0600, made once. It appears under its name whole or not at all, so
 * that two processes that both start for the first time end up with the same key.
 */
import { createPrivateKey, type KeyObject } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { InquestError } from "../core/errors.js";
import { privateKeyFromSeed } from "./keys.js";

/** The bits of a mode by which the group or others may read, write or run. */
const GROUP_AND_OTHERS = 0o077;
const MAX_KEY_FILE_BYTES = 4096;

/**
 * The key in the file, or null where there is no such file.
 * @throws InquestError `STORE_UNUSABLE` if others may read it, or if it holds no Ed25519 key
 */
export function readKeyFile(path: string): KeyObject | null {
  let pem: string;
  try {
    refuseLooseMode(path);
    pem = readFileSync(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return null;
    if (error instanceof InquestError) throw error;
    throw unusable(path, "the signing key cannot be read", "make it readable for the user who runs Inquest", error);
  }
  return parseKey(path, pem);
}

/** Makes the file from the seed unless another process was first; gives the key that is in it now. */
export function createKeyFile(path: string, seed: Uint8Array): KeyObject {
  const temporary = writeTemporary(path, privateKeyFromSeed(seed));
  try {
    // A hard link fails where the name is taken, a rename would replace another process's key.
    linkSync(temporary, path);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw cannotWrite(path, error);
  } finally {
    unlinkSync(temporary);
  }
  syncFolder(path);
  const key = readKeyFile(path);
  if (key === null) throw unusable(path, "the signing key vanished while it was made", "start again");
  return key;
}

/** Puts a new key in the place of the old one, which is gone then. */
export function replaceKeyFile(path: string, key: KeyObject): void {
  renameSync(writeTemporary(path, key), path);
  syncFolder(path);
}

function writeTemporary(path: string, key: KeyObject): string {
  const temporary = `${path}.${process.pid}.new`;
  try {
    rmSync(temporary, { force: true });
    const file = openSync(temporary, "wx", 0o600);
    writeSync(file, key.export({ format: "pem", type: "pkcs8" }).toString());
    fsyncSync(file);
    closeSync(file);
  } catch (error) {
    throw cannotWrite(path, error);
  }
  return temporary;
}

/** Windows has no such bits: there, the folder's access list protects the key. */
function refuseLooseMode(path: string): void {
  const { mode, size } = statSync(path);
  if (size > MAX_KEY_FILE_BYTES) {
    throw unusable(path, "the file is too large for a signing key", "put the right file in its place");
  }
  if (process.platform === "win32" || (mode & GROUP_AND_OTHERS) === 0) return;
  throw unusable(
    path,
    `the signing key may be read by others (mode ${(mode & 0o777).toString(8).padStart(4, "0")})`,
    `run \`chmod 600 ${path}\`, and rotate the key if anyone else can have read it`,
  );
}

function parseKey(path: string, pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch (error) {
    throw unusable(path, "the file holds no private key", "restore the signing key from a backup", error);
  }
  throw unusable(path, "the file holds a key of another kind than Ed25519", "restore the signing key from a backup");
}

/** Makes the new name durable, not only the bytes behind it. */
function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(dirname(path), "r");
  fsyncSync(folder);
  closeSync(folder);
}

function isMissing(error: unknown): boolean {
  return hasCode(error, "ENOENT");
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function cannotWrite(path: string, cause: unknown): InquestError {
  if (hasCode(cause, "ENOSPC")) {
    const remedy = "free some space and start again";
    return new InquestError("STORE_FULL", { what: "no room for the signing key", where: path, remedy, cause });
  }
  return unusable(path, "the signing key cannot be written", "choose a folder that can be written to", cause);
}

function unusable(where: string, what: string, remedy: string, cause?: unknown): InquestError {
  return new InquestError("STORE_UNUSABLE", { what, where, remedy, ...(cause !== undefined && { cause }) });
}
