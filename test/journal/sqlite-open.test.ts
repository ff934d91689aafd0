import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { describe, expect, it } from "vitest";
import { createKeyFile } from "../../src/journal/key-file.js";
import { privateKeyFromSeed } from "../../src/journal/keys.js";
import { openReader, openWriter } from "../../src/journal/sqlite-open.js";
import { assertJournalFile, makeFolder, makeJournalFile, storeFolder } from "../../src/journal/store-folder.js";
import { AT, SALT } from "../support/journal-events.js";
import { writeJournal } from "../support/journal-file.js";
import { temporaryFolder } from "../support/temporary-folder.js";

function refusal(work: () => unknown): { readonly code: string; readonly what: string; readonly remedy: string } {
  try {
    work();
  } catch (error) {
    return error as { code: string; what: string; remedy: string };
  }
  throw new Error("it was not refused");
}

describe("the folder of a store", () => {
  it("is made with its parents, and left as it is when it is there", () => {
    const path = join(temporaryFolder(), "a", "b");
    makeFolder(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    makeFolder(path);
    expect(existsSync(path)).toBe(true);
  });

  it("can't be a file, lie in one, or be where nobody may write", () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    expect(refusal(() => makeFolder(file))).toMatchObject({ code: "STORE_UNUSABLE" });
    expect(refusal(() => makeFolder(join(file, "store")))).toMatchObject({ code: "STORE_UNUSABLE" });
    // Even the superuser can't make a folder there.
    expect(refusal(() => makeFolder("/sys/inquest"))).toMatchObject({ code: "READ_ONLY_FOLDER" });
  });

  it("gives a journal that is there already the mode it should have", () => {
    const file = join(temporaryFolder(), "journal.db");
    writeFileSync(file, "", { mode: 0o644 });
    makeJournalFile(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

describe("a file that is no journal", () => {
  it("is refused before anything is opened: text, another program's database, a folder, nothing", () => {
    const folder = temporaryFolder();
    const [text, foreign, none] = [join(folder, "text"), join(folder, "foreign.db"), join(folder, "none")];
    writeFileSync(text, "hello ".repeat(100));
    const database = new Database(foreign);
    database.exec("PRAGMA application_id = 4711");
    database.exec("CREATE TABLE t(x)");
    database.close();
    expect(refusal(() => assertJournalFile(text)).what).toBe("the file is not a journal");
    expect(refusal(() => assertJournalFile(foreign)).what).toBe("the file is a database of another program");
    expect(refusal(() => assertJournalFile(folder)).code).toBe("STORE_UNUSABLE");
    expect(refusal(() => assertJournalFile(none)).what).toBe("there is no journal");
  });

  it("is refused when it is a database without a program's mark", () => {
    const file = join(temporaryFolder(), "foreign.db");
    const database = new Database(file);
    database.exec("CREATE TABLE t(x)");
    database.close();
    assertJournalFile(file);
    expect(refusal(() => openReader(file)).what).toBe("the file is a database of another program");
  });

  it("is refused when it was cut off", () => {
    const file = writeJournal(temporaryFolder());
    const cut = `${file}-cut`;
    const database = new Database(file);
    const size = statSync(file).size;
    database.close();
    writeFileSync(cut, new Uint8Array(size));
    expect(refusal(() => assertJournalFile(cut)).what).toBe("the file is not a journal");
  });
});

describe("a journal of another version", () => {
  it("is refused with the version it has", () => {
    const file = writeJournal(temporaryFolder());
    const database = new Database(file);
    database.exec("UPDATE meta SET format_version = 2");
    database.close();
    expect(refusal(() => openReader(file))).toMatchObject({
      code: "STORE_UNUSABLE",
      what: "the journal has format 2, this program writes format 1",
    });
  });
});

describe("a journal and a key that are not each other's", () => {
  it("don't open", () => {
    const folder = temporaryFolder();
    const file = writeJournal(folder);
    const first = { installation: "installation-2", salt: SALT, at: AT };
    const key = privateKeyFromSeed(new Uint8Array(32).fill(42));
    const opening = refusal(() => openWriter({ file, maxBytes: null, key, first }));
    expect(opening).toMatchObject({ code: "STORE_UNUSABLE", what: "the signing key is not this journal's" });
  });

  it("open when they are, and keep the name of the installation", () => {
    const folder = temporaryFolder();
    const file = writeJournal(folder);
    const key = createKeyFile(storeFolder(folder).signingKey, new Uint8Array(32));
    const first = { installation: "installation-2", salt: SALT, at: AT };
    const { reader, connection } = openWriter({ file, maxBytes: null, key, first });
    expect(reader.installation().name).toBe("installation-1");
    connection.close();
  });
});

describe("a folder without a journal", () => {
  it("is told from a journal that can't be read", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "empty"));
    expect(refusal(() => assertJournalFile(join(folder, "empty", "journal.db")))).toMatchObject({
      code: "STORE_UNUSABLE",
      remedy: "check the path; an investigation makes a journal",
    });
  });
});
