import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppendRequest, INSTALLATION_STREAM, type Lease } from "../../src/core/ports/store.js";
import { openReadOnly } from "../../src/journal/read-only-store.js";
import { openSqliteStore, type SqliteStore } from "../../src/journal/sqlite-store.js";
import { verifyStore } from "../../src/journal/verify.js";
import { AT, aBody, aKill, collect, remarks, SALT } from "../support/journal-events.js";
import { writeJournal } from "../support/journal-file.js";
import { SeededRandom } from "../support/seeded-random.js";
import { StillClock } from "../support/still-clock.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const HOUR = 3_600_000;

async function open(path: string, more: { maxBytes?: number; signal?: AbortSignal } = {}): Promise<SqliteStore> {
  return openSqliteStore({ path, clock: new StillClock(AT), random: new SeededRandom(path), ...more });
}

async function leased(store: SqliteStore, stream: string): Promise<Lease> {
  await store.create(stream, SALT, AT);
  const lease = await store.acquire(stream, "worker", HOUR, AT);
  if (lease === null) throw new Error("a stream that was just made is leased");
  return lease;
}

describe("the store in SQLite", { timeout: 60_000 }, () => {
  let folder: string;
  let store: SqliteStore;
  let side: Database.Database;

  beforeAll(async () => {
    folder = join(mkdtempSync(join(tmpdir(), "inquest-")), "store");
    store = await open(folder);
    side = new Database(join(folder, "journal.db"));
  }, 60_000);

  afterAll(async () => {
    side.close();
    await store.close();
    rmSync(dirname(folder), { recursive: true, force: true });
  });

  it("J7: keeps its files and its folder for their owner's eyes only", async () => {
    await leased(store, "inv-modes");
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const files = readdirSync(folder).sort();
    expect(files).toEqual(["journal.db", "journal.db-shm", "journal.db-wal", "signing-key.pem"]);
    for (const file of files) expect(statSync(join(folder, file)).mode & 0o777, file).toBe(0o600);
  });

  it("J3: gives nobody the right to append whose lease, seal or epoch another process has changed", async () => {
    const other = await open(folder);
    const lease = await leased(store, "inv-contested");
    const append = (more: Partial<AppendRequest>) => store.append(remarks("inv-contested", lease, ["text"], more));
    const salt = (await other.info(INSTALLATION_STREAM))?.salt ?? SALT;
    const body = aBody("an operator", salt);
    const kill = { event: aKill(body.id, 1), bodies: [body.id] };
    const request = { ...remarks(INSTALLATION_STREAM, null, []), events: [kill], bodies: [body], advanceEpoch: true };

    const epoch = await store.epoch();
    await other.append(request);
    expect(await append({ expectedEpoch: epoch })).toEqual({ kind: "epoch-moved", epoch: epoch + 1 });
    const taken = await other.acquire("inv-contested", "another", HOUR, lease.expiresAt);
    expect(taken?.fence).toBe(lease.fence + 1);
    expect(await append({})).toEqual({ kind: "lease-lost" });
    await other.seal("inv-contested", AT);
    expect(await append({ lease: taken })).toEqual({ kind: "sealed" });
    expect((await store.info("inv-contested"))?.size).toBe(0);
    await other.close();
  });

  it("J4: refuses to read an entry that was altered, and names it", async () => {
    const lease = await leased(store, "inv-altered");
    await store.append(remarks("inv-altered", lease, ["a", "b", "c"]));
    side.exec("UPDATE entries SET leaf = X'00' WHERE stream = 'inv-altered' AND seq = 1");
    const reading = collect(store.read("inv-altered"));
    await expect(reading).rejects.toMatchObject({ code: "INTEGRITY", where: "stream `inv-altered`, entry 1" });
  });

  it("J4: refuses to read or sign what was altered together with its hash", async () => {
    const lease = await leased(store, "inv-rehashed");
    await store.append(remarks("inv-rehashed", lease, ["a", "b", "c"]));
    side.exec(`
      UPDATE entries SET (leaf, leaf_hash) =
        (SELECT leaf, leaf_hash FROM entries WHERE stream = 'inv-rehashed' AND seq = 0)
      WHERE stream = 'inv-rehashed' AND seq = 1
    `);
    await expect(collect(store.read("inv-rehashed"))).rejects.toMatchObject({ code: "INTEGRITY" });
  });

  it("J4: notices that a stream lost its end since it was written", async () => {
    const lease = await leased(store, "inv-shrunk");
    await store.append(remarks("inv-shrunk", lease, ["a", "b"]));
    const frontier = side.prepare("SELECT frontier FROM streams WHERE name = 'inv-shrunk'").get([]) as {
      frontier: Buffer;
    };
    await store.append(remarks("inv-shrunk", lease, ["c"]));
    side.exec("DELETE FROM entries WHERE stream = 'inv-shrunk' AND seq = 2");
    side.prepare("UPDATE streams SET size = 2, frontier = ? WHERE name = 'inv-shrunk'").run([frontier.frontier]);
    await expect(collect(store.read("inv-shrunk"))).rejects.toThrow("rolled back: it had 3 entries and has 2 now");
    await expect(store.sign("inv-shrunk", AT)).rejects.toMatchObject({ code: "INTEGRITY" });
    await expect(store.append(remarks("inv-shrunk", lease, ["d"]))).rejects.toMatchObject({ code: "INTEGRITY" });
  });

  it("J4: refuses a body that was altered, and names it", async () => {
    const lease = await leased(store, "inv-body");
    const { id } = aBody("text");
    await store.append(remarks("inv-body", lease, ["text"]));
    side.exec("UPDATE bodies SET bytes = X'00' WHERE stream = 'inv-body'");
    const where = `stream \`inv-body\`, body ${id}`;
    await expect(store.body("inv-body", id)).rejects.toMatchObject({ code: "INTEGRITY", where });
  });

  it("J6: never holds the main thread up for 20 ms while it appends and reads bodies of a megabyte", async () => {
    const lease = await leased(store, "inv-large");
    const random = new SeededRandom("large");
    const longest: number[] = [];
    // Other programs can hold this process up; the store would do so in every round.
    for (let round = 0; round < 40 && Math.min(...longest) >= 20; round += 1) {
      const requests = Array.from({ length: 3 }, () => remarks("inv-large", lease, [aMegabyte(random)]));
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      for (const request of requests) expect((await store.append(request)).kind).toBe("appended");
      const ids = requests.flatMap((request) => request.bodies.map((body) => body.id));
      for (const id of ids) expect((await store.body("inv-large", id))?.length).toBe(1_048_576);
      delay.disable();
      longest.push(delay.max / 1e6);
    }
    expect(Math.min(...longest), `longest holds by round: ${longest}`).toBeLessThan(20);
  });
});

describe("a store that runs full", { timeout: 60_000 }, () => {
  it("J5: says so, keeps every acknowledged entry whole, and goes on when there is room", async () => {
    const path = temporaryFolder();
    const store = await open(path, { maxBytes: 400_000 });
    const lease = await leased(store, "inv-1");
    const random = new SeededRandom("full");
    let acknowledged = 0;
    const fill = async () => {
      for (;;) {
        const result = await store.append(remarks("inv-1", lease, [random.bytes(20_000), random.bytes(100)]));
        if (result.kind === "appended") acknowledged += result.entries.length;
      }
    };
    await expect(fill()).rejects.toMatchObject({
      code: "STORE_FULL",
      remedy: expect.stringContaining("free some space"),
    });
    expect(acknowledged).toBeGreaterThan(10);
    expect(await collect(store.read("inv-1"))).toHaveLength(acknowledged);
    // What needs no room still works, and so does a small append beside one that does not fit.
    const together = await Promise.allSettled([
      store.append(remarks("inv-1", lease, [random.bytes(100_000)])),
      store.append(remarks("inv-1", lease, ["small"])),
    ]);
    expect(together).toMatchObject([{ status: "rejected" }, { status: "fulfilled", value: { kind: "appended" } }]);
    await store.close();

    const roomier = await open(path);
    const again = await roomier.acquire("inv-1", "worker", HOUR, AT);
    expect((await roomier.append(remarks("inv-1", again, [random.bytes(100_000)]))).kind).toBe("appended");
    await roomier.close();
    const { problems, streams } = await verifyStore({ path });
    expect(problems).toEqual([]);
    expect(streams.find(({ stream }) => stream === "inv-1")?.entries).toBe(acknowledged + 2);
  });
});

describe("erasure", { timeout: 60_000 }, () => {
  it("leaves the bytes nowhere on the disk", async () => {
    const path = temporaryFolder();
    const store = await open(path);
    const lease = await leased(store, "inv-1");
    const canary = "canary-4711-canary";
    await store.append(remarks("inv-1", lease, [canary, `long ${"x".repeat(20_000)} ${canary}`]));
    await store.seal("inv-1", AT);
    expect(filesWith(path, canary)).not.toEqual([]);
    const salt = (await store.info(INSTALLATION_STREAM))?.salt ?? SALT;
    const [by, why] = [aBody("a person", salt), aBody("on request", salt)];
    await store.erase({ stream: "inv-1", bodies: null, by, why, at: AT });
    expect(filesWith(path, canary)).toEqual([]);
    expect(filesWith(path, Buffer.from(SALT))).toEqual([]);
    await store.close();
    expect(filesWith(path, canary)).toEqual([]);
  });
});

describe("opening a store", { timeout: 60_000 }, () => {
  it("J7: refuses a signing key that others may read, and one that is gone", async () => {
    const path = temporaryFolder();
    writeJournal(path);
    const key = join(path, "signing-key.pem");
    chmodSync(key, 0o644);
    await expect(open(path)).rejects.toMatchObject({ code: "STORE_UNUSABLE", where: key });
    rmSync(key);
    await expect(open(path)).rejects.toThrow("the journal's signing key is missing");
    expect(readdirSync(path)).not.toContain("signing-key.pem");
    // Reading and verifying need no key.
    const reader = await openReadOnly({ path });
    expect(reader.installation).toBe("installation-1");
    expect(await collect(reader.read("inv-open"))).toHaveLength(23);
    await reader.close();
  });

  it("gives up when it is told to", async () => {
    const path = temporaryFolder();
    const stopped = AbortSignal.abort(new Error("stopped"));
    await expect(open(path, { signal: stopped })).rejects.toThrow("stopped");
    const controller = new AbortController();
    const opening = open(path, { signal: controller.signal });
    controller.abort(new Error("stopped later"));
    await expect(opening).rejects.toThrow("stopped later");
  });
});

/** Files of the folder that hold those bytes. */
function filesWith(folder: string, needle: string | Buffer): readonly string[] {
  return readdirSync(folder).filter((file) => readFileSync(join(folder, file)).includes(needle));
}

function aMegabyte(random: SeededRandom): Uint8Array {
  return new Uint8Array(Buffer.alloc(1_048_576, random.bytes(1_024)));
}
