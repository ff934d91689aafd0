/** Entries as leaves: canonical JSON (RFC 8785) in UTF-8, and back. */
import canonicalize from "canonicalize";
import { InquestError } from "../core/errors.js";
import { Entry } from "../core/event.js";

/** As C2SP tlog-tiles limits an entry. Entries hold ids and numbers; text is a body beside them. */
export const MAX_LEAF_BYTES = 65_535;

export function encodeEntry(entry: Entry): Uint8Array {
  return Buffer.from(canonicalize(entry) ?? "");
}

/**
 * The leaf of an entry that is about to be appended.
 * @throws InquestError `INTERNAL` or `INPUT_TOO_LARGE`
 */
export function encodeLeaf(entry: Entry): Uint8Array {
  const refuse = (code: "INTERNAL" | "INPUT_TOO_LARGE", what: string, cause?: unknown) =>
    new InquestError(code, {
      what: `a \`${entry.type}\` ${what}`,
      where: `stream \`${entry.stream}\``,
      remedy: "nothing was written; keep long text in a body beside the entry",
      cause,
    });
  let leaf: Uint8Array;
  try {
    leaf = encodeEntry(entry);
  } catch (error) {
    throw refuse("INTERNAL", "has no canonical form", error);
  }
  if (leaf.length > MAX_LEAF_BYTES) throw refuse("INPUT_TOO_LARGE", `of ${leaf.length} bytes is too long for an entry`);
  return leaf;
}

/** The entry of a leaf, or why it is none. */
export type DecodedLeaf =
  | { readonly kind: "entry"; readonly entry: Entry }
  | { readonly kind: "malformed"; readonly why: string };

export function decodeLeaf(leaf: Uint8Array): DecodedLeaf {
  if (leaf.length > MAX_LEAF_BYTES) return { kind: "malformed", why: "it is longer than an entry may be" };
  try {
    const read = Entry.safeParse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(leaf)));
    if (read.success) return { kind: "entry", entry: read.data };
    return { kind: "malformed", why: read.error.issues[0]?.message ?? "it does not fit its schema" };
  } catch {
    return { kind: "malformed", why: "it is no JSON" };
  }
}

/** Whether the bytes are the one canonical form of the entry: no blanks, no second key of the same name. */
export function isCanonical(entry: Entry, leaf: Uint8Array): boolean {
  return Buffer.compare(encodeEntry(entry), leaf) === 0;
}

/**
 * The entry at a place of a stream.
 * @throws InquestError `INTEGRITY` where the leaf is no entry, or one of another place
 */
export function readEntry(leaf: Uint8Array, stream: string, seq: number): Entry {
  const decoded = decodeLeaf(leaf);
  if (decoded.kind === "malformed") throw damaged(stream, seq, `is unreadable: ${decoded.why}`);
  const { entry } = decoded;
  if (entry.stream === stream && entry.seq === seq) return entry;
  throw damaged(stream, seq, `was swapped: it says that it is entry ${entry.seq} of stream \`${entry.stream}\``);
}

export function damaged(stream: string, seq: number, what: string): InquestError {
  return new InquestError("INTEGRITY", {
    what: `entry ${seq} ${what}`,
    where: `stream \`${stream}\`, entry ${seq}`,
    remedy: "run `journal verify` to see all that was altered, and restore the journal from a copy",
  });
}
