import { afterAll, describe, expect, it, vi } from "vitest";
import type { Tool } from "../../../src/core/ports/integration.js";
import { ByteWorkshop, INLINE_LIMIT } from "../../../src/gate/bytes/byte-workshop.js";
import { pseudonymKey } from "../../../src/gate/redaction/pseudonym.js";
import { turnsWhile } from "../../support/gate-effort.js";
import { integration, LOG_QUERY, SALT } from "../../support/gate-world.js";

const KEY = pseudonymKey(SALT);
// Run from the source, a thread first translates what it imports.
vi.setConfig({ testTimeout: 90_000 });
const workshop = new ByteWorkshop();
afterAll(() => workshop.close());

const parserModule = { url: new URL("../../support/line-parser.ts", import.meta.url).href, name: "parseLines" };
const [tool] = integration().tools as [Tool];
const secret = ["hunter", "2x"].join("");

function lines(bytes: number): Uint8Array {
  const line = `2024-11-24T14:33:20Z INFO request 550e8400-e29b-41d4-a716-446655440000 password=${secret} done\n`;
  return Buffer.from(line.repeat(Math.ceil(bytes / line.length)));
}

describe("the workshop for bytes", () => {
  it("gives the same for large bytes in its thread as for small ones at once", async () => {
    const small = lines(10_000);
    const large = lines(INLINE_LIMIT + 1);
    const count = large.filter((byte) => byte === 0x0a).length;
    const here = await workshop.redact(small, KEY, SALT);
    const there = await workshop.redact(Uint8Array.from(large), KEY, SALT);
    expect(
      Buffer.from(there?.bytes ?? [])
        .subarray(0, here?.bytes.length ?? 0)
        .equals(Buffer.from(here?.bytes ?? [])),
    ).toBe(true);
    expect(there?.counts["password"]).toBe(count);
    const read = await workshop.read({ ...tool, parserModule }, LOG_QUERY, there?.bytes ?? new Uint8Array(), SALT);
    const main = await workshop.read(tool, LOG_QUERY, there?.bytes ?? new Uint8Array(), SALT);
    expect(read).toEqual(main);
    expect(read.kind === "read" && read.answer.records.length).toBe(count);
  });

  it("does not hold the main thread while it works on 4 MB", async () => {
    const redacting = workshop.redact(lines(4_000_000), KEY, SALT);
    expect(await turnsWhile(redacting)).toBeGreaterThan(10);
    const redacted = (await redacting)?.bytes ?? new Uint8Array();
    const reading = workshop.read({ ...tool, parserModule }, LOG_QUERY, redacted, SALT);
    // The answer comes in slices of 1,000 records at most, each in a turn of its own.
    expect(await turnsWhile(reading)).toBeGreaterThan(40);
    expect((await reading).kind).toBe("read");
  });

  it("makes a failure of a parser that is not there or throws in its thread", async () => {
    const large = lines(INLINE_LIMIT + 1);
    const missing = { ...tool, parserModule: { ...parserModule, name: "nothing" } };
    expect(await workshop.read(missing, LOG_QUERY, large, SALT)).toMatchObject({
      kind: "unreadable",
      code: "parser-threw",
    });
    const gone = { ...tool, parserModule: { ...parserModule, url: "file:///nowhere.js" } };
    expect(await workshop.read(gone, LOG_QUERY, large, SALT)).toMatchObject({
      kind: "unreadable",
      code: "parser-threw",
    });
    expect(await workshop.read({ ...tool, parserModule }, LOG_QUERY, large, SALT)).toMatchObject({ kind: "read" });
  });
});
