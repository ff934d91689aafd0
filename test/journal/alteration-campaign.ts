/**
 * Z22: alters a journal's file again and again, in content, order and count through a second connection and in single
 * bits of the file, and counts what `journal verify` finds. An alteration after which everything readable is the same
 * is counted apart; so is one that shows only in what `verify` declares to be outside of the tree.
 *
 *     npx tsx test/journal/alteration-campaign.ts 1000
 */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sha256 } from "../../src/core/digest.js";
import { InquestError } from "../../src/core/errors.js";
import type { RecordSource } from "../../src/journal/record-source.js";
import { openReader } from "../../src/journal/sqlite-open.js";
import { alterThroughSql, flipBitOfFile } from "../support/journal-alterations.js";
import { verifyFile, writeJournal } from "../support/journal-file.js";
import { SeededRandom } from "../support/seeded-random.js";

export interface CampaignResult {
  readonly alterations: number;
  readonly found: number;
  /** Everything that can be read is as it was. */
  readonly nothingReadable: number;
  /** Only leases, times of creation or data classes beside bodies changed. */
  readonly outsideTheTree: number;
  /** What was altered and not found. */
  readonly missed: readonly string[];
}

type Fate = "found" | "nothing-readable" | "outside-the-tree" | "missed";

/** Each second alteration goes through SQL, the others flip a bit of the file. */
export function runCampaign(alterations: number, seed: string): CampaignResult {
  const folder = mkdtempSync(join(tmpdir(), "inquest-campaign-"));
  const missed: string[] = [];
  const counts: Record<Fate, number> = { found: 0, "nothing-readable": 0, "outside-the-tree": 0, missed: 0 };
  try {
    const original = writeJournal(join(folder));
    const before = { record: recordOf(original), all: everythingOf(original) };
    const random = new SeededRandom(seed);
    for (let n = 0; n < alterations; n += 1) {
      // A name of its own: SQLite remembers files that it had open in this process.
      const copy = join(folder, `copy-${n}.db`);
      copyFileSync(original, copy);
      const what = n % 2 === 0 ? alterThroughSql(copy, random) : flipBitOfFile(copy, random);
      const fate = fateOf(copy, before);
      counts[fate] += 1;
      if (fate === "missed") missed.push(what);
      for (const side of ["", "-wal", "-shm"]) rmSync(`${copy}${side}`, { force: true });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    alterations,
    found: counts.found,
    nothingReadable: counts["nothing-readable"],
    outsideTheTree: counts["outside-the-tree"],
    missed,
  };
}

function fateOf(copy: string, before: { readonly record: string; readonly all: string }): Fate {
  if (isFound(copy)) return "found";
  if (everythingOf(copy) === before.all) return "nothing-readable";
  return recordOf(copy) === before.record ? "outside-the-tree" : "missed";
}

/** Found means: named as a problem, or refused with an error of ours. Anything else that is thrown ends the run. */
function isFound(copy: string): boolean {
  try {
    return verifyFile(copy).problems.length > 0;
  } catch (error) {
    if (error instanceof InquestError) return true;
    throw error;
  }
}

/** A digest over everything that the record consists of, read as the store reads it. */
function recordOf(file: string): string {
  return digestOf(file, (record, add) => {
    add(record.meta(), record.keys());
    for (const name of record.streamNames()) {
      const { createdAt, leaseHolder, leaseExpires, fence, ...row } = record.stream(name) ?? missing(name);
      add(row, [...record.entries(name, 0)], record.heads(name));
      for (const id of record.bodyIds(name)) add(id, record.body(name, id)?.bytes);
    }
  });
}

/** The same, and what stands beside it. */
function everythingOf(file: string): string {
  return digestOf(file, (record, add) => {
    add(recordOf(file));
    for (const name of record.streamNames()) {
      add(record.stream(name));
      for (const id of record.bodyIds(name)) add(record.body(name, id)?.dataClass);
    }
  });
}

function digestOf(file: string, read: (record: RecordSource, add: (...values: unknown[]) => void) => void): string {
  const { connection, reader } = openReader(file);
  const parts: string[] = [];
  try {
    read(reader.record, (...values) => parts.push(JSON.stringify(values, bytesAsHex)));
  } finally {
    connection.close();
  }
  return sha256(...parts);
}

function bytesAsHex(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value;
}

function missing(name: string): never {
  throw new Error(`stream ${name} is listed and missing`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = runCampaign(Number(process.argv[2] ?? 1_000), process.argv[3] ?? "campaign");
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  process.exitCode = result.missed.length === 0 ? 0 : 1;
}
