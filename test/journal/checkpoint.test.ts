import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InquestError } from "../../src/core/errors.js";
import { openCheckpoint, readCheckpoint, signCheckpoint } from "../../src/journal/checkpoint.js";
import { privateKeyFromSeed, signingKey } from "../../src/journal/keys.js";

const KEY = signingKey("inquest/installation-1", privateKeyFromSeed(new Uint8Array(32).fill(1)));
const OTHER = signingKey("inquest/installation-1", privateKeyFromSeed(new Uint8Array(32).fill(2)));
const HEAD = { installation: "installation-1", stream: "inv/1", size: 42, root: new Uint8Array(32).fill(9) };

describe("a checkpoint", () => {
  it("has the form of C2SP tlog-checkpoint in a C2SP signed note", () => {
    const note = signCheckpoint(HEAD, KEY);
    const lines = note.split("\n");
    expect(lines.slice(0, 4)).toEqual([
      "inquest/installation-1/inv/1",
      "42",
      Buffer.from(HEAD.root).toString("base64"),
      "",
    ]);
    const [dash, name, base64] = (lines[4] ?? "").split(" ");
    expect([dash, name, lines[5]]).toEqual(["—", KEY.name, ""]);
    const signature = Buffer.from(base64 ?? "", "base64");
    expect(signature.toString("hex", 0, 4)).toBe(KEY.id);
    expect(signature).toHaveLength(4 + 64);
  });

  it("opens with a key that signed it, and gives the head", () => {
    const head = openCheckpoint(signCheckpoint(HEAD, KEY), [OTHER, KEY], "the test");
    expect(head).toEqual({ ...HEAD, root: Buffer.from(HEAD.root) });
  });

  it("opens with unknown signatures beside a known one, and not with unknown ones alone", () => {
    const [note, other] = [signCheckpoint(HEAD, KEY), signCheckpoint(HEAD, OTHER)];
    const both = `${note}${other.split("\n").at(4) ?? ""}\n`;
    expect(openCheckpoint(both, [KEY], "the test").size).toBe(42);
    expect(() => openCheckpoint(other, [KEY], "the test")).toThrow("no known key has signed the head");
  });

  it("is refused when a known key's signature is false, even beside a good one", () => {
    const note = signCheckpoint(HEAD, KEY);
    const forged =
      signCheckpoint({ ...HEAD, size: 43 }, OTHER)
        .split("\n")
        .at(4) ?? "";
    expect(() => openCheckpoint(`${note}${forged}\n`, [KEY, OTHER], "the test")).toThrow(
      "a signature on the head is false",
    );
    expect(() => openCheckpoint(note.replace("\n42\n", "\n43\n"), [KEY], "the test")).toThrow("is false");
  });

  it("is refused, with one clear error, in every other form", () => {
    const note = signCheckpoint(HEAD, KEY);
    const broken = [
      "",
      "\n",
      note.slice(0, -1),
      note.replace("\n\n", "\n"),
      note.replace("\n42\n", "\n042\n"),
      note.replace("\n42\n", "\n-1\n"),
      note.replace("\n42\n", "\n99999999999999999\n"),
      note.replace("inquest/", "other/"),
      note.replace("\n\n", "\nextension\n\n"),
      note.replace("\n\n", "\0\n\n"),
      note.replace("—", "-"),
      note.replaceAll("\n", "\r\n"),
      note.replace("CQk=", "CQl="),
      `${note}\n`,
      `${note}${"— a AAAAAAA=\n".repeat(40)}`,
      "x".repeat(1_000_000),
    ];
    for (const text of broken) {
      expect(() => openCheckpoint(text, [KEY], "the test"), text.slice(0, 200)).toThrow(
        expect.objectContaining({ code: "INTEGRITY", where: "the test" }),
      );
    }
  });

  it("never throws anything but its error, whatever the text", () => {
    const note = signCheckpoint(HEAD, KEY);
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.tuple(fc.nat(note.length), fc.string(), fc.nat(5)).map(([at, insert, cut]) => {
        return note.slice(0, at) + insert + note.slice(at + cut);
      }),
    );
    fc.assert(
      fc.property(text, (candidate) => {
        for (const read of [() => readCheckpoint(candidate, "x"), () => openCheckpoint(candidate, [KEY], "x")]) {
          try {
            read();
          } catch (error) {
            if (!(error instanceof InquestError)) throw error;
          }
        }
      }),
    );
  });

  it("is accepted by nobody after any one character changed in what is signed", () => {
    const note = signCheckpoint(HEAD, KEY);
    const end = note.indexOf("\n\n") + 1;
    for (let at = 0; at < end; at += 1) {
      const changed = note.slice(0, at) + (note[at] === "A" ? "B" : "A") + note.slice(at + 1);
      expect(() => openCheckpoint(changed, [KEY], "the test"), `character ${at}`).toThrow(InquestError);
    }
  });
});
