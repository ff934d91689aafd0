import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INSTALLATION_STREAM } from "../../src/core/ports/store.js";
import { formatVerifyingKey, privateKeyFromSeed, signingKey } from "../../src/journal/keys.js";
import { openSqliteStore } from "../../src/journal/sqlite-store.js";
import { verifyStore } from "../../src/journal/verify.js";
import { ALTERATIONS, alterThroughSql } from "../support/journal-alterations.js";
import { AT, aBody, remarks, SALT } from "../support/journal-events.js";
import { OPEN, openJournal, SEALED, verifyFile, writeJournal } from "../support/journal-file.js";
import { SeededRandom } from "../support/seeded-random.js";
import { StillClock } from "../support/still-clock.js";
import { temporaryFolder } from "../support/temporary-folder.js";
import { runCampaign } from "./alteration-campaign.js";

/** Runs SQL on the file from beside the program. */
function tamper(file: string, ...statements: readonly string[]): void {
  const database = new Database(file);
  for (const sql of statements) database.exec(sql);
  database.close();
}

/** The text of the newest head of a stream, as somebody would have kept it. */
function headOf(file: string, stream: string): string {
  const database = new Database(file);
  const sql = "SELECT checkpoint FROM heads WHERE stream = ? ORDER BY size DESC";
  const row = database.prepare(sql).get([stream]) as { readonly checkpoint: string };
  database.close();
  return row.checkpoint;
}

describe("verifying a store", () => {
  let sound: string;

  beforeAll(() => {
    sound = writeJournal(mkdtempSync(join(tmpdir(), "inquest-")));
  });

  afterAll(() => rmSync(dirname(sound), { recursive: true, force: true }));

  it("finds nothing in a sound one, and says what it has shown and what it can't exclude", () => {
    const result = verifyFile(writeJournal(temporaryFolder()));
    expect(result).toMatchObject({ ok: true, problems: [], moreProblems: 0, installation: "installation-1" });
    const counts = result.streams.map(({ stream, entries, bodies, heads, sealed }) => [
      stream,
      entries,
      bodies,
      heads,
      sealed,
    ]);
    expect(counts).toEqual([
      ["installation", 3, 2, 1, false],
      ["inv-open", 23, 23, 1, false],
      ["inv-sealed", 21, 21, 1, true],
    ]);
    expect(result.proven.join(" ")).toContain("47 entries and 46 bodies of 3 streams were recomputed");
    expect(result.notExcluded.join(" ")).toContain("rolled back to an earlier state, or rewritten and signed again");
    expect(result.notExcluded.join(" ")).toContain("12 entries of 1 stream came after the newest signed head");
  });

  it.each(ALTERATIONS)("V1: finds %s altered", (name) => {
    const folder = temporaryFolder();
    for (const seed of ["a", "b", "c"]) {
      const copy = join(folder, seed);
      copyFileSync(sound, copy);
      alterThroughSql(copy, new SeededRandom(`${name}/${seed}`), name);
      const { ok, problems, proven } = verifyFile(copy);
      expect(problems).not.toEqual([]);
      expect({ ok, proven }).toEqual({ ok: false, proven: [] });
    }
  });

  it("names the stream, the entry or the body, and what was done", () => {
    const file = writeJournal(temporaryFolder());
    const cases: readonly [string, object][] = [
      [
        "UPDATE entries SET leaf = X'00' WHERE stream = 'inv-open' AND seq = 7",
        { kind: "altered", stream: OPEN, seq: 7 },
      ],
      ["DELETE FROM entries WHERE stream = 'inv-open' AND seq = 7", { kind: "missing", stream: OPEN, seq: 7 }],
      ["DELETE FROM entries WHERE stream = 'inv-open' AND seq > 20", { kind: "missing", stream: OPEN, seq: 21 }],
      [
        `UPDATE entries SET leaf = (SELECT leaf FROM entries WHERE stream = 'inv-open' AND seq = 2),
         leaf_hash = (SELECT leaf_hash FROM entries WHERE stream = 'inv-open' AND seq = 2)
         WHERE stream = 'inv-open' AND seq = 5`,
        { kind: "swapped", stream: OPEN, seq: 5, what: "entry 5 says that it is entry 2 of stream `inv-open`" },
      ],
      [
        "INSERT INTO entries VALUES ('inv-open', 23, X'00', X'00')",
        { kind: "added", stream: OPEN, seq: 23, what: "entry 23 is behind the end of the stream" },
      ],
      ["DELETE FROM streams WHERE name = 'inv-sealed'", { kind: "missing", stream: SEALED }],
      [
        "UPDATE bodies SET bytes = X'00' WHERE stream = 'inv-sealed' AND rowid = 5",
        { kind: "altered", stream: SEALED, seq: 4 },
      ],
      ["DELETE FROM bodies WHERE stream = 'inv-sealed' AND rowid = 5", { kind: "missing", stream: SEALED, seq: 4 }],
      [
        "INSERT INTO bodies VALUES ('inv-open', 'stray', 'public', X'00')",
        { kind: "added", stream: OPEN, body: "stray" },
      ],
    ];
    for (const [index, [sql, expected]] of cases.entries()) {
      const copy = `${file}-${index}`;
      copyFileSync(file, copy);
      tamper(copy, sql);
      expect(verifyFile(copy).problems, sql).toContainEqual(expect.objectContaining(expected));
    }
  });

  it("checks one stream alone when asked to, and says when it is missing", () => {
    const file = writeJournal(temporaryFolder());
    tamper(file, "UPDATE bodies SET bytes = X'00' WHERE stream = 'inv-open'");
    expect(verifyFile(file, { stream: SEALED })).toMatchObject({ ok: true });
    expect(verifyFile(file, { stream: OPEN })).toMatchObject({ ok: false });
    expect(verifyFile(file, { stream: "inv-none" }).problems).toMatchObject([{ kind: "missing", stream: "inv-none" }]);
  });

  it("counts problems beyond the first thousand, and lists no more", () => {
    const file = writeJournal(temporaryFolder());
    tamper(
      file,
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)
       INSERT INTO bodies SELECT 'inv-open', 'stray ' || i, 'public', X'00' FROM n`,
    );
    const { problems, moreProblems } = verifyFile(file);
    expect(problems).toHaveLength(1_000);
    expect(moreProblems).toBeGreaterThan(500);
  });

  it("refuses a file whose tables somebody gave a trigger, a view or an index", () => {
    for (const sql of [
      "CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM entries; END",
      "CREATE VIEW v AS SELECT * FROM entries",
      "CREATE INDEX i ON entries(leaf_hash)",
    ]) {
      const file = writeJournal(temporaryFolder());
      tamper(file, sql);
      expect(() => verifyFile(file)).toThrow(expect.objectContaining({ code: "INTEGRITY" }));
    }
  });
});

describe("verifying against a head from outside", () => {
  it("V2: shows that the stream only grew since", () => {
    const folder = temporaryFolder();
    const file = writeJournal(folder);
    const head = headOf(file, OPEN);
    const result = verifyFile(file, { head: `\n${head.replaceAll("\n", "\r\n")}\r\n` });
    expect(result.ok).toBe(true);
    expect(result.proven).toContain("Since the head from outside, its stream only grew.");
    expect(result.notExcluded.join(" ")).not.toContain("No head from outside");
  });

  it("V2: finds a rollback to an earlier copy of the file, which nothing else shows", () => {
    const folder = temporaryFolder();
    const file = writeJournal(folder);
    const earlier = `${file}-earlier`;
    copyFileSync(file, earlier);

    const { writer, close } = openJournal(folder);
    const lease = writer.acquire(OPEN, "worker", 60_000, AT);
    writer.append([remarks(OPEN, lease, ["what happened next"])]);
    const { checkpoint: head } = writer.sign(OPEN, AT);
    close();

    expect(verifyFile(file, { head }).ok).toBe(true);
    expect(verifyFile(earlier).ok).toBe(true);
    // Whichever stream was asked for: a head that is given is compared.
    for (const stream of [null, OPEN, SEALED]) {
      const { problems } = verifyFile(earlier, { head, stream });
      expect(problems).toMatchObject([{ kind: "rolled-back", stream: OPEN, seq: 23 }]);
    }
  });

  it("V2: finds a history that was rewritten and signed again by the holder of the key", () => {
    const [first, second] = [temporaryFolder(), temporaryFolder()];
    const head = headOf(writeJournal(first), OPEN);
    // The same key and the same names, another history.
    const { writer, close } = openJournal(second);
    writer.create(OPEN, SALT, AT);
    const lease = writer.acquire(OPEN, "worker", 60_000, AT);
    writer.append([
      remarks(
        OPEN,
        lease,
        Array.from({ length: 30 }, (_, n) => `another text ${n}`),
      ),
    ]);
    writer.sign(OPEN, AT);
    close();
    const file = join(second, "journal.db");
    expect(verifyFile(file).ok).toBe(true);
    const { problems } = verifyFile(file, { head });
    expect(problems).toMatchObject([{ kind: "altered", stream: OPEN }]);
    expect(problems[0]?.what).toContain("the first 11 entries are not those that the head from outside signed");
  });

  it("finds a store that was made anew under another key", () => {
    const head = headOf(writeJournal(temporaryFolder()), OPEN);
    const file = writeJournal(temporaryFolder());
    const other = signingKey("inquest/installation-1", privateKeyFromSeed(new Uint8Array(32).fill(99)));
    const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), other.publicKey]).toString("base64");
    tamper(file, `UPDATE keys SET public_key = '${spki}'`);
    const whats = verifyFile(file, { head }).problems.map((problem) => problem.what);
    expect(whats).toContain("the head from outside does not fit the store's keys: no known key has signed the head");
    const keys = formatVerifyingKey(other).replace(/.$/, "x");
    expect(() => verifyFile(file, { keys })).toThrow(expect.objectContaining({ code: "INTEGRITY" }));
  });

  it("finds that none of the store's keys is the one kept outside", () => {
    const file = writeJournal(temporaryFolder());
    const other = signingKey("inquest/installation-1", privateKeyFromSeed(new Uint8Array(32).fill(99)));
    const whats = verifyFile(file, { keys: formatVerifyingKey(other) }).problems.map((problem) => problem.what);
    expect(whats).toContain("none of the store's public keys is one of those from outside");
    expect(whats).toContain("no known key has signed the head");
  });

  it("refuses a text that is no head, and finds one of another installation", () => {
    const file = writeJournal(temporaryFolder());
    expect(() => verifyFile(file, { head: "hello" })).toThrow(expect.objectContaining({ code: "INTEGRITY" }));
    const head = headOf(file, OPEN).replace("installation-1", "installation-2");
    expect(verifyFile(file, { head }).problems).toContainEqual(expect.objectContaining({ kind: "swapped" }));
  });
});

describe("V3: without a head from outside", () => {
  it("claims nothing about a rollback or a rewriting that was signed again", () => {
    const { proven, notExcluded } = verifyFile(writeJournal(temporaryFolder()));
    expect(proven.join(" ")).not.toMatch(/grew|rolled|rewritten/);
    expect(notExcluded.join(" ")).toMatch(/rolled back .* rewritten and signed again .* can't be excluded/);
    expect(notExcluded.join(" ")).toContain("public keys were read from the store itself");
  });
});

describe("verifying keys and erasures over the life of a store", { timeout: 60_000 }, () => {
  it("accepts heads of before and after a rotation, and knows the new key by the old one", async () => {
    const path = temporaryFolder();
    const store = await openSqliteStore({ path, clock: new StillClock(), random: new SeededRandom("rotation") });
    const [oldest] = await store.publicKeys();
    const before = await store.sign(INSTALLATION_STREAM, AT);
    await store.rotateKey();
    await store.create("inv-1", SALT, AT);
    const after = await store.seal("inv-1", AT);
    expect(await store.publicKeys()).toHaveLength(2);
    await store.close();

    expect(after.checkpoint.split(" ").at(-1)?.slice(0, 5)).not.toBe(before.checkpoint.split(" ").at(-1)?.slice(0, 5));
    const result = await verifyStore({ path, head: before.checkpoint, keys: oldest ?? "" });
    expect(result.problems).toEqual([]);

    // Whoever opens the store again signs with the new key.
    const again = await openSqliteStore({ path, clock: new StillClock(), random: new SeededRandom("again") });
    expect(again.installation).toBe(store.installation);
    await again.close();
  });

  it("takes erased bodies for erased, and notices when they come back or others are gone", async () => {
    const path = temporaryFolder();
    const store = await openSqliteStore({ path, clock: new StillClock(), random: new SeededRandom("erasure") });
    await store.create("inv-1", SALT, AT);
    const lease = await store.acquire("inv-1", "worker", 60_000, AT);
    const request = remarks("inv-1", lease, ["secret one", "secret two"]);
    await store.append(request);
    const [first, second] = request.bodies;
    if (first === undefined || second === undefined) throw new Error("no bodies");
    const salt = (await store.info(INSTALLATION_STREAM))?.salt ?? new Uint8Array();
    const order = { stream: "inv-1", by: aBody("a person", salt), why: aBody("a request", salt), at: AT };

    await expect(store.erase({ ...order, bodies: [first.id] })).rejects.toMatchObject({ code: "USAGE" });
    await store.seal("inv-1", AT);
    await store.erase({ ...order, bodies: [first.id] });
    expect(await store.body("inv-1", first.id)).toBeNull();
    expect(await store.body("inv-1", second.id)).toEqual(second.bytes);
    await store.erase({ ...order, bodies: null });
    expect((await store.info("inv-1"))?.salt).toBeNull();
    await store.close();

    expect((await verifyStore({ path })).problems).toEqual([]);
    const copy = join(temporaryFolder(), "copy");
    mkdirSync(copy);
    cpSync(path, copy, { recursive: true });
    tamper(join(copy, "journal.db"), `INSERT INTO bodies VALUES ('inv-1', '${first.id}', 'internal', X'00')`);
    const whats = (await verifyStore({ path: copy })).problems.map((problem) => problem.what);
    expect(whats).toContain(`body ${first.id} was erased and is there again`);
  });
});

describe("adversarial", () => {
  it("Z22: finds each of 150 random alterations that change anything readable", { timeout: 120_000 }, () => {
    const result = runCampaign(150, "short");
    expect(result.missed).toEqual([]);
    expect(result.found + result.nothingReadable + result.outsideTheTree).toBe(150);
    expect(result.found).toBeGreaterThanOrEqual(75);
  });
});
