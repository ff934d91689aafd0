import { describe, expect, it } from "vitest";
import { sha256 } from "../../src/core/digest.js";
import type { Entry } from "../../src/core/event.js";
import { decodeLeaf, encodeEntry, encodeLeaf, isCanonical, readEntry } from "../../src/journal/entry-codec.js";
import { AT, aRemark } from "../support/journal-events.js";

const BODY = sha256("a body");
const ENTRY: Entry = { v: 1, stream: "inv-1", seq: 3, at: AT, fence: 2, bodies: [BODY], ...aRemark(BODY) };
const TEXT =
  `{"at":${AT},"bodies":["${BODY}"],"data":{"about":"remark","body":"${BODY}","seat":"investigator","turn":0},` +
  `"fence":2,"seq":3,"stream":"inv-1","type":"remark.made","v":1}`;

const bytes = (text: string) => new TextEncoder().encode(text);

describe("a leaf", () => {
  it("is the entry's canonical JSON: keys in order, no blanks", () => {
    expect(Buffer.from(encodeEntry(ENTRY)).toString()).toBe(TEXT);
  });

  it("reads back as the entry", () => {
    expect(decodeLeaf(bytes(TEXT))).toEqual({ kind: "entry", entry: ENTRY });
    expect(isCanonical(ENTRY, bytes(TEXT))).toBe(true);
    expect(readEntry(bytes(TEXT), "inv-1", 3)).toEqual(ENTRY);
  });

  it("is told from another writing of the same entry", () => {
    const reordered = JSON.stringify({ ...JSON.parse(TEXT) }, null, 1);
    const doubled = TEXT.replace('"seq":3', '"seq":9,"seq":3');
    for (const text of [reordered, doubled, `${TEXT} `]) {
      const decoded = decodeLeaf(bytes(text));
      expect(decoded).toEqual({ kind: "entry", entry: ENTRY });
      expect(isCanonical(ENTRY, bytes(text))).toBe(false);
    }
  });

  it("is refused, never thrown over, when it is hostile", () => {
    const hostile = [
      "",
      "nonsense",
      "[]",
      "null",
      "[".repeat(60_000),
      `{"a":`.repeat(10_000),
      TEXT.replace('"v":1', '"v":2'),
      TEXT.replace('"seq":3', '"seq":-3'),
      TEXT.replace('"seq":3', '"seq":1e999'),
      TEXT.replace('"seq":3', '"seq":3,"__proto__":{"x":1}'),
      TEXT.replace('"turn":0', '"turn":0,"more":1'),
      TEXT.replace("remark.made", "remark.unmade"),
      TEXT.replace('"inv-1"', '"../inv 1"'),
      TEXT + " ".repeat(70_000),
    ];
    for (const text of hostile) expect(decodeLeaf(bytes(text)).kind, text.slice(0, 80)).toBe("malformed");
    expect(decodeLeaf(Uint8Array.of(0xff, 0xfe)).kind).toBe("malformed");
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });

  it("names stream and place when it is damaged or another's", () => {
    const [text, other] = [bytes(TEXT), bytes("nonsense")];
    expect(() => readEntry(other, "inv-1", 3)).toThrow(/entry 3 is unreadable.*stream `inv-1`, entry 3/);
    expect(() => readEntry(text, "inv-1", 4)).toThrow(/entry 4 was swapped: it says that it is entry 3/);
    expect(() => readEntry(text, "inv-2", 3)).toThrow(/entry 3 was swapped.*of stream `inv-1`/);
  });

  it("is not made of an entry without a canonical form, or of one too long", () => {
    const proof = { ...ENTRY, data: { ...ENTRY.data, note: "\ud800" } } as Entry;
    expect(() => encodeLeaf(proof)).toThrow(expect.objectContaining({ code: "INTERNAL" }));
    const long = { ...ENTRY, bodies: Array(1_000).fill(BODY) } as Entry;
    expect(() => encodeLeaf(long)).toThrow(expect.objectContaining({ code: "INPUT_TOO_LARGE" }));
  });
});
