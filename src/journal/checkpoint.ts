/**
 * Heads of streams as C2SP checkpoints (c2sp.org/tlog-checkpoint) in C2SP signed notes (c2sp.org/signed-note):
 *
 * ```text
 * inquest/<installation>/<stream>
 * <size>
 * <root in base64>
 *
 * — <key name> <key id and signature in base64>
 * ```
 */
import type { Digest } from "../core/digest.js";
import { InquestError } from "../core/errors.js";
import { type SigningKey, signText, type VerifyingKey, verifyText } from "./keys.js";
import { HASH_SIZE } from "./merkle-tree.js";

/** A note may carry other logs' and witnesses' signatures too; 16 must be accepted. */
const MAX_NOTE_LENGTH = 16_384;
const MAX_SIGNATURES = 32;
const KEY_ID_SIZE = 4;

export interface StreamHead {
  readonly installation: string;
  readonly stream: string;
  /** Entries under the root. */
  readonly size: number;
  readonly root: Uint8Array;
}

export function signCheckpoint(head: StreamHead, key: SigningKey): string {
  const text = checkpointText(head);
  const signature = signText(key, "checkpoint", text);
  return `${text}\n— ${key.name} ${Buffer.concat([Buffer.from(key.id, "hex"), signature]).toString("base64")}\n`;
}

/**
 * The head that a note speaks of, once a known key's signature on it has been verified. Signatures of unknown keys
 * are ignored, as the specification says; a false one of a known key spoils the note.
 * @throws InquestError `INTEGRITY`
 */
export function openCheckpoint(note: string, keys: readonly VerifyingKey[], where: string): StreamHead {
  const { text, signatures } = splitNote(note, where);
  const head = parseText(text, where);
  let verified = false;
  for (const { name, id, signature } of signatures) {
    for (const key of keys.filter((known) => known.name === name && known.id === id)) {
      if (!verifyText(key, "checkpoint", text, signature)) throw refused("a signature on the head is false", where);
      verified = true;
    }
  }
  if (!verified) throw refused("no known key has signed the head", where);
  return head;
}

/**
 * The head that a note speaks of, whoever signed it.
 * @throws InquestError `INTEGRITY` where it is none
 */
export function readCheckpoint(note: string, where: string): StreamHead {
  return parseText(splitNote(note, where).text, where);
}

export function rootDigest(root: Uint8Array): Digest {
  return Buffer.from(root).toString("hex");
}

function checkpointText(head: StreamHead): string {
  const root = Buffer.from(head.root).toString("base64");
  return `inquest/${head.installation}/${head.stream}\n${head.size}\n${root}\n`;
}

interface NoteSignature {
  readonly name: string;
  readonly id: string;
  readonly signature: Uint8Array;
}

/** The text with its final newline, and the signatures after the last empty line. */
function splitNote(
  note: string,
  where: string,
): { readonly text: string; readonly signatures: readonly NoteSignature[] } {
  if (note.length > MAX_NOTE_LENGTH) throw refused("the head is too long", where);
  if (/(?!\n)\p{Cc}/u.test(note)) throw refused("the head holds control characters", where);
  const separator = note.lastIndexOf("\n\n");
  if (separator < 0 || !note.endsWith("\n")) throw refused("the head is no signed note", where);
  const lines = note.slice(separator + 2, -1).split("\n");
  if (lines.length > MAX_SIGNATURES) throw refused("the head has too many signatures", where);
  return { text: note.slice(0, separator + 1), signatures: lines.map((line) => parseSignature(line, where)) };
}

function parseSignature(line: string, where: string): NoteSignature {
  const match = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line);
  const bytes = decodeBase64(match?.[2] ?? "");
  if (match === null || bytes === null || bytes.length <= KEY_ID_SIZE) throw refused("a signature line is none", where);
  return {
    name: match[1] ?? "",
    id: Buffer.from(bytes.subarray(0, KEY_ID_SIZE)).toString("hex"),
    signature: bytes.subarray(KEY_ID_SIZE),
  };
}

/** Extension lines are refused: no head of ours has any, and nobody audits them. */
function parseText(text: string, where: string): StreamHead {
  const match = /^inquest\/([^/\n]+)\/([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(text);
  if (match === null) throw refused("the head is no checkpoint of a stream", where);
  const [, installation = "", stream = "", digits = "", base64 = ""] = match;
  const root = decodeBase64(base64);
  const size = Number(digits);
  if (root?.length !== HASH_SIZE || !Number.isSafeInteger(size)) throw refused("the head is no checkpoint", where);
  return { installation, stream, size, root };
}

/** Null for what isn't the one encoding of its bytes. */
function decodeBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : null;
}

function refused(what: string, where: string): InquestError {
  return new InquestError("INTEGRITY", {
    what,
    where,
    remedy: "give the head as it was printed, with its empty line and its signature line",
  });
}
