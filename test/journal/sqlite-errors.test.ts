import { describe, expect, it } from "vitest";
import { InquestError } from "../../src/core/errors.js";
import { cannotOpen, isBusy, isCorrupt, storeError } from "../../src/journal/sqlite-errors.js";

/** As the driver throws it: it has no name for most extended codes. */
function driverError(rawCode: number): Error {
  return Object.assign(new Error("a message"), { code: `UNKNOWN_SQLITE_ERROR_${rawCode}`, rawCode });
}

describe("an error of SQLite", () => {
  it("is told by its primary code, whatever its extended one", () => {
    const cases = [
      [13, "STORE_FULL", "the disk or the store is full"],
      [261, "STORE_UNUSABLE", "another process holds the store for too long"],
      [1544, "STORE_UNUSABLE", "the journal's file cannot be written"],
      [4874, "STORE_UNUSABLE", "the disk failed to read or write"],
      [267, "STORE_UNUSABLE", "the journal's file is damaged"],
      [26, "STORE_UNUSABLE", "the file is not a journal"],
      [1, "STORE_UNUSABLE", "the store failed"],
    ] as const;
    for (const [rawCode, code, what] of cases) {
      expect(storeError(driverError(rawCode), "journal.db")).toMatchObject({ code, what });
    }
  });

  it("is told from the text alone when a connection can't be opened", () => {
    const error = new Error('ConnectionFailed("Unable to open connection to local database /x/y: 14")');
    expect(storeError(error, "journal.db").what).toBe("the journal's file cannot be opened");
  });

  it("stays what it is when it is one of ours, and keeps its kind when it became one", () => {
    const ours = new InquestError("INTEGRITY", { what: "a", where: "b", remedy: "c" });
    expect(storeError(ours, "journal.db")).toBe(ours);
    expect([isBusy(ours), isCorrupt(ours), cannotOpen(ours)]).toEqual([false, false, false]);
    expect(isBusy(storeError(driverError(517), "journal.db"))).toBe(true);
    expect(isCorrupt(storeError(driverError(779), "journal.db"))).toBe(true);
    expect(cannotOpen(storeError(driverError(1544), "journal.db"))).toBe(true);
    expect(isBusy("not an error")).toBe(false);
  });
});
