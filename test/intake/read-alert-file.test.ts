import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAlertFile, readAlertStream } from "../../src/intake/read-alert-file.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "inquest-intake-"));
});
afterAll(async () => rm(folder, { recursive: true }));

describe("readAlertFile", () => {
  it("gives the text of a file", async () => {
    await writeFile(join(folder, "alert.json"), '{"labels": {"a": "ä"}}');
    expect(await readAlertFile(join(folder, "alert.json"))).toBe('{"labels": {"a": "ä"}}');
  });

  it("names a file that is not there, and a folder", async () => {
    await expect(readAlertFile(join(folder, "none.json"))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(readAlertFile(folder)).rejects.toMatchObject({ code: "ALERT_INVALID", where: folder });
    await expect(readAlertFile("a\0b")).rejects.toMatchObject({ code: "ALERT_INVALID" });
  });

  it("refuses bytes that are no text", async () => {
    await writeFile(join(folder, "gzip.json"), Buffer.from([0x1f, 0x8b, 0x08, 0xff]));
    await expect(readAlertFile(join(folder, "gzip.json"))).rejects.toMatchObject({
      code: "ALERT_INVALID",
      what: "the bytes are not UTF-8 text",
    });
  });

  it("stops reading a stream that does not end once there is too much", async () => {
    let chunks = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          chunks += 1;
          yield Buffer.alloc(65_536, 0x20);
        }
      })(),
    );
    await expect(readAlertStream(endless, "stdin")).rejects.toMatchObject({ code: "INPUT_TOO_LARGE", where: "stdin" });
    expect(chunks).toBeLessThan(64);
  });
});
