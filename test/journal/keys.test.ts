import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { endorseKey, readKeyring } from "../../src/journal/keyring.js";
import {
  formatVerifyingKey,
  keyNameOf,
  parseVerifyingKeys,
  privateKeyFromSeed,
  type SigningKey,
  signingKey,
  signText,
  spkiOf,
  verifyingKeyFromSpki,
  verifyText,
} from "../../src/journal/keys.js";

const NAME = keyNameOf("installation-1");

function keyOf(seed: number): SigningKey {
  return signingKey(NAME, privateKeyFromSeed(new Uint8Array(32).fill(seed)));
}

describe("a signing key", () => {
  it("is the Ed25519 key of its seed, as in RFC 8032's first test", () => {
    const seed = Buffer.from("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "hex");
    const { publicKey } = signingKey(NAME, privateKeyFromSeed(seed));
    const expected = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    expect(Buffer.from(publicKey).toString("hex")).toBe(expected);
  });

  it("writes its public half as SubjectPublicKeyInfo, and reads it back", () => {
    const key = keyOf(1);
    const der = createPublicKey({ key: Buffer.from(spkiOf(key), "base64"), format: "der", type: "spki" });
    expect(der.asymmetricKeyType).toBe("ed25519");
    expect(verifyingKeyFromSpki(NAME, spkiOf(key))).toMatchObject({ name: NAME, id: key.id });
    const rsa = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey.export({ format: "der", type: "spki" });
    for (const other of ["", "AAAA", `${spkiOf(key)} `, rsa.toString("base64")]) {
      expect(verifyingKeyFromSpki(NAME, other)).toBeNull();
    }
  });

  it("has a C2SP line with a name, an id and the key, which reads back", () => {
    const keys = [keyOf(1), keyOf(2)];
    const text = keys.map((key) => `${formatVerifyingKey(key)}\n`).join("\n");
    expect(parseVerifyingKeys(text, "a file").map((key) => key.id)).toEqual(keys.map((key) => key.id));
    const line = formatVerifyingKey(keyOf(1));
    for (const false_ of [line.replace(/\+[0-9a-f]{8}\+/, "+00000000+"), line.slice(0, -1), `x${line}`, "a+b+c"]) {
      expect(() => parseVerifyingKeys(`${line}\n${false_}`, "keys.txt")).toThrow(/keys.txt, line 2/);
    }
  });

  it("has the id that the example of the specification has", () => {
    const example = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    expect(parseVerifyingKeys(example, "the example")).toMatchObject([{ name: "PeterNeumann", id: "c74f20a3" }]);
  });

  it("signs nothing outside of its domain, and a signature of one domain is none of another", () => {
    const key = keyOf(1);
    const [checkpoint, rotation] = ["inquest/a/b\n0\n", "inquest-key-rotation/v1\nx\n"];
    expect(verifyText(key, "checkpoint", checkpoint, signText(key, "checkpoint", checkpoint))).toBe(true);
    expect(() => signText(key, "checkpoint", rotation)).toThrow(RangeError);
    expect(() => signText(key, "key-rotation", checkpoint)).toThrow(RangeError);
    expect(verifyText(key, "checkpoint", rotation, signText(key, "key-rotation", rotation))).toBe(false);
    expect(verifyText(keyOf(2), "checkpoint", checkpoint, signText(key, "checkpoint", checkpoint))).toBe(false);
  });
});

describe("a keyring", () => {
  const [first, second, third] = [keyOf(1), keyOf(2), keyOf(3)];
  const rows = [
    { publicKey: spkiOf(first), endorsement: null },
    { publicKey: spkiOf(second), endorsement: endorseKey(first, spkiOf(second)) },
    { publicKey: spkiOf(third), endorsement: endorseKey(second, spkiOf(third)) },
  ] as const;

  it("gives the keys in their order when each is endorsed by the one before it", () => {
    expect(readKeyring(NAME, rows).map((key) => key.id)).toEqual([first.id, second.id, third.id]);
  });

  it("refuses a key that nobody endorsed, that another one endorsed, and a ring without keys", () => {
    const [a, b, c] = rows;
    const broken = [
      [a, { ...b, endorsement: null }],
      [a, { ...c }],
      [a, { ...b, endorsement: endorseKey(third, b.publicKey) }],
      [{ ...a, endorsement: b.endorsement }, b],
      [{ ...a, publicKey: "AAAA" }],
      [],
    ];
    for (const ring of broken) expect(() => readKeyring(NAME, ring)).toThrow(/public key/);
  });
});
