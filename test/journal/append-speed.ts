/**
 * Durable appends in a second, one after the other and many at once, on the disk of the folder; and the same in
 * memory.
 *
 *     npx tsx test/journal/append-speed.ts [FOLDER]
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Lease, Store } from "../../src/core/ports/store.js";
import { MemoryStore } from "../../src/journal/memory-store.js";
import { openSqliteStore } from "../../src/journal/sqlite-store.js";
import { AT, remarks, SALT } from "../support/journal-events.js";
import { SeededRandom } from "../support/seeded-random.js";
import { StillClock } from "../support/still-clock.js";

const TEXT = "a remark of three hundred bytes ".repeat(10);

/** Appends of one entry with one body, `width` at a time, for about `ms`: how many in a second. */
async function speed(store: Store, lease: Lease | null, width: number, ms: number): Promise<number> {
  const begun = performance.now();
  let count = 0;
  const lane = async (name: number) => {
    for (let n = 0; performance.now() - begun < ms; n += 1) {
      const result = await store.append(remarks("inv-1", lease, [`${width} ${name} ${n} ${TEXT}`]));
      if (result.kind !== "appended") throw new Error(`an append ended as ${result.kind}`);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: width }, (_, name) => lane(name)));
  return Math.round((count / (performance.now() - begun)) * 1_000);
}

async function measure(name: string, store: Store): Promise<void> {
  await store.create("inv-1", SALT, AT);
  const lease = await store.acquire("inv-1", "worker", 3_600_000, AT);
  for (const width of [1, 3, 16, 64]) {
    process.stdout.write(`${name}, ${width} at a time: ${await speed(store, lease, width, 2_000)} appends/s\n`);
  }
  await store.close();
}

const folder = mkdtempSync(join(process.argv[2] ?? tmpdir(), "inquest-speed-"));
const [clock, random] = [new StillClock(AT), new SeededRandom("speed")];
await measure("SQLite", await openSqliteStore({ path: folder, clock, random }));
await measure("memory", new MemoryStore({ clock, random }));
rmSync(folder, { recursive: true, force: true });
