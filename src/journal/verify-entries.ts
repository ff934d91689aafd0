/** Recomputes one stream's tree from its leaves, and names every entry that is not as it should be. */
import type { Entry } from "../core/event.js";
import { decodeLeaf, isCanonical } from "./entry-codec.js";
import {
  appendLeafHash,
  decodeFrontier,
  EMPTY_FRONTIER,
  type Frontier,
  hashLeaf,
  peakRanges,
  rootOf,
  sameHash,
} from "./merkle-tree.js";
import type { ProblemList } from "./problem.js";
import type { EntryRow, RecordSource, StreamRow } from "./record-source.js";

export interface RecomputedStream {
  readonly entries: number;
  /** The whole stream's root; null where an entry is missing. */
  readonly root: Uint8Array | null;
  /** Roots at the sizes that were asked for, as far as the leaves lead there. */
  readonly roots: ReadonlyMap<number, Uint8Array>;
}

export function verifyEntries(options: {
  readonly source: RecordSource;
  readonly row: StreamRow;
  /** Sizes at which somebody signed a root. */
  readonly sizes: ReadonlySet<number>;
  readonly problems: ProblemList;
  readonly visit: (entry: Entry) => void;
}): RecomputedStream {
  const { source, row, sizes, problems, visit } = options;
  const { stream, size } = row;
  const before = problems.found.length;
  const roots = new Map<number, Uint8Array>();
  let frontier: Frontier | null = EMPTY_FRONTIER;
  if (sizes.has(0)) roots.set(0, rootOf(EMPTY_FRONTIER));
  let expected = 0;
  let entries = 0;
  for (const found of source.entries(stream, 0)) {
    if (found.seq >= size) {
      problems.add("added", { stream, seq: found.seq }, `entry ${found.seq} is behind the end of the stream`);
      continue;
    }
    if (found.seq > expected) {
      reportGap(problems, stream, expected, found.seq);
      frontier = null;
    }
    expected = found.seq + 1;
    entries += 1;
    verifyLeaf(problems, stream, found, visit);
    // The leaf is what a reader gets, so that the tree is made from it and not from the hash beside it.
    if (frontier !== null) frontier = appendLeafHash(frontier, hashLeaf(found.leaf ?? new Uint8Array()));
    if (frontier !== null && sizes.has(frontier.size)) roots.set(frontier.size, rootOf(frontier));
  }
  if (expected < size) reportGap(problems, stream, expected, size);
  const complete = frontier !== null && expected === size ? frontier : null;
  if (problems.found.length === before && complete !== null) verifyFrontier(problems, row, complete);
  return { entries, root: complete === null ? null : rootOf(complete), roots };
}

function verifyLeaf(problems: ProblemList, stream: string, found: EntryRow, visit: (entry: Entry) => void): void {
  const { seq, leaf, leafHash } = found;
  const report = (kind: "altered" | "swapped", what: string) =>
    problems.add(kind, { stream, seq }, `entry ${seq} ${what}`);
  if (leaf === null) {
    report("altered", "holds no bytes");
    return;
  }
  if (leafHash === null || !sameHash(hashLeaf(leaf), leafHash)) report("altered", "does not hash to what it did");
  const decoded = decodeLeaf(leaf);
  if (decoded.kind === "malformed") {
    report("altered", `is unreadable: ${decoded.why}`);
    return;
  }
  const { entry } = decoded;
  if (!isCanonical(entry, leaf)) report("altered", "is not in canonical form");
  if (entry.stream !== stream || entry.seq !== seq) {
    report("swapped", `says that it is entry ${entry.seq} of stream \`${entry.stream}\``);
  }
  visit(entry);
}

function verifyFrontier(problems: ProblemList, row: StreamRow, computed: Frontier): void {
  const { stream, size } = row;
  const stored = decodeFrontier(size, row.frontier);
  if (stored === null) {
    problems.add("altered", { stream }, `the size ${size} and the frontier do not agree`);
    return;
  }
  for (const [index, range] of peakRanges(size).entries()) {
    const [was, is] = [stored.peaks[index], computed.peaks[index]];
    if (was !== undefined && is !== undefined && sameHash(was, is)) continue;
    const what = `entries ${range.from} to ${range.to - 1}, or the frontier, are not what was appended`;
    problems.add("altered", { stream, seq: range.from }, what);
  }
}

function reportGap(problems: ProblemList, stream: string, from: number, to: number): void {
  const what = to - from === 1 ? `entry ${from} is missing` : `entries ${from} to ${to - 1} are missing`;
  problems.add("missing", { stream, seq: from }, what);
}
