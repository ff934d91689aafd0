/** Heads are signed by the installation, are those of their stream, and sign what is there. */
import { openCheckpoint } from "./checkpoint.js";
import type { VerifyingKey } from "./keys.js";
import { sameHash } from "./merkle-tree.js";
import type { ProblemList } from "./problem.js";
import type { HeadRow, StreamRow } from "./record-source.js";

export interface HeadCheck {
  readonly row: StreamRow;
  readonly heads: readonly HeadRow[];
  readonly installation: string;
  readonly keys: readonly VerifyingKey[];
  /** Roots that the leaves lead to, by size; none where an entry before is missing. */
  readonly roots: ReadonlyMap<number, Uint8Array>;
  readonly problems: ProblemList;
}

export function verifyHeads(check: HeadCheck): void {
  for (const head of check.heads) check.problems.guard(check.row.stream, () => verifyHead(check, head));
}

function verifyHead({ row, installation, keys, roots, problems }: HeadCheck, stored: HeadRow): void {
  const { stream } = row;
  const where = `the head of size ${stored.size}`;
  const head = openCheckpoint(stored.checkpoint, keys, where);
  if (head.installation !== installation || head.stream !== stream) {
    problems.add("swapped", { stream }, `${where} is of \`${head.installation}/${head.stream}\``);
  }
  if (head.size !== stored.size || stored.root === null || !sameHash(head.root, stored.root)) {
    problems.add("altered", { stream }, `${where} and what is noted beside it differ`);
  }
  compareWithHead({ row, size: head.size, root: head.root, roots, problems, what: where });
}

/** The stream goes at least as far as the head, and begins as it says. */
export function compareWithHead(options: {
  readonly row: StreamRow;
  readonly size: number;
  readonly root: Uint8Array;
  readonly roots: ReadonlyMap<number, Uint8Array>;
  readonly problems: ProblemList;
  readonly what: string;
}): void {
  const { row, size, root, roots, problems, what } = options;
  const { stream } = row;
  if (size > row.size) {
    problems.add("rolled-back", { stream, seq: row.size }, `${what} is beyond the ${row.size} entries there are`);
    return;
  }
  const computed = roots.get(size);
  if (computed === undefined || sameHash(computed, root)) return;
  problems.add("altered", { stream }, `the first ${size} entries are not those that ${what} signed`);
}
