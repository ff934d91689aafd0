/**
 * The check that comes before a stream is folded, signed or trusted: leaves hash to what stands beside them, without
 * a gap, and lead to the stored frontier and to every head that was signed on the way.
 */
import { InquestError } from "../core/errors.js";
import { openCheckpoint } from "./checkpoint.js";
import { damaged } from "./entry-codec.js";
import type { VerifyingKey } from "./keys.js";
import {
  appendLeafHash,
  decodeFrontier,
  encodeFrontier,
  type Frontier,
  hashLeaf,
  peakRanges,
  rootOf,
  sameHash,
} from "./merkle-tree.js";
import type { RecordSource, StreamRow } from "./record-source.js";

export interface StreamCheck {
  readonly source: RecordSource;
  readonly row: StreamRow;
  /** What was checked before; the check goes on from there. */
  readonly from: Frontier;
  readonly installation: string;
  readonly keys: readonly VerifyingKey[];
}

/**
 * The frontier of the whole stream.
 * @throws InquestError `INTEGRITY`, naming the stream and the first entry that is not as it should be
 */
export function checkStream(check: StreamCheck): Frontier {
  const { source, row, from } = check;
  const { stream, size } = row;
  if (size < from.size) throw rolledBack(stream, `had ${from.size} entries and has ${size} now`);
  const roots = signedRoots(check);
  let frontier = from;
  assertSignedRoot(stream, frontier, roots);
  for (const { seq, leaf, leafHash } of source.entries(stream, from.size)) {
    if (seq >= size) throw damaged(stream, seq, "was added behind the end of the stream");
    if (seq !== frontier.size) throw damaged(stream, frontier.size, "is missing");
    const hash = leaf === null ? null : hashLeaf(leaf);
    if (hash === null || leafHash === null || !sameHash(hash, leafHash)) throw damaged(stream, seq, "was altered");
    frontier = appendLeafHash(frontier, hash);
    assertSignedRoot(stream, frontier, roots);
  }
  if (frontier.size < size) throw damaged(stream, frontier.size, "is missing");
  assertStoredFrontier(row, frontier);
  return frontier;
}

/** The frontier that a row holds. @throws InquestError `INTEGRITY` where it can't be one of the row's size */
export function storedFrontier(row: StreamRow): Frontier {
  const frontier = decodeFrontier(row.size, row.frontier);
  if (frontier !== null) return frontier;
  throw altered(row.stream, `the size ${row.size} and the frontier do not agree`);
}

export function sameFrontier(a: Frontier, b: Frontier): boolean {
  return a.size === b.size && sameHash(encodeFrontier(a), encodeFrontier(b));
}

function signedRoots(check: StreamCheck): ReadonlyMap<number, Uint8Array> {
  const { stream, size } = check.row;
  const roots = new Map<number, Uint8Array>();
  for (const row of check.source.heads(stream)) {
    if (row.size > size) throw rolledBack(stream, `has ${size} entries, and a head of ${row.size} was signed`);
    if (row.size < check.from.size) continue;
    const where = `head ${row.size} of stream \`${stream}\``;
    const head = openCheckpoint(row.checkpoint, check.keys, where);
    if (head.installation !== check.installation || head.stream !== stream || head.size !== row.size) {
      throw altered(stream, `${where} was swapped with another one`);
    }
    roots.set(head.size, head.root);
  }
  return roots;
}

function assertSignedRoot(stream: string, frontier: Frontier, roots: ReadonlyMap<number, Uint8Array>): void {
  const signed = roots.get(frontier.size);
  if (signed === undefined || sameHash(signed, rootOf(frontier))) return;
  throw altered(stream, `the first ${frontier.size} entries are not those that were signed`);
}

function assertStoredFrontier(row: StreamRow, computed: Frontier): void {
  const stored = storedFrontier(row);
  if (sameFrontier(stored, computed)) return;
  const at = stored.peaks.findIndex((peak, index) => !sameHash(peak, computed.peaks[index] ?? new Uint8Array()));
  const range = peakRanges(row.size)[at];
  const which = range === undefined ? "entries" : `entries ${range.from} to ${range.to - 1}`;
  throw altered(row.stream, `${which} are not those that were appended`);
}

function rolledBack(stream: string, what: string): InquestError {
  return altered(stream, `it was rolled back: it ${what}`);
}

function altered(stream: string, what: string): InquestError {
  return new InquestError("INTEGRITY", {
    what,
    where: `stream \`${stream}\``,
    remedy: "run `journal verify` to see all that was altered, and restore the journal from a copy",
  });
}
