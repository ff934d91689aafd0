/**
 * Ed25519 keys of an installation (RFC 8032), with the names and ids of C2SP signed-note.
 *
 * What is signed is domain-separated by its first line: a checkpoint begins with its origin `inquest/…`, everything
 * else with `inquest-<domain>/v1`; `signText` refuses a text that begins otherwise.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { InquestError } from "../core/errors.js";

/** Raw Ed25519 keys have 32 bytes; DER puts these before them (RFC 8410). */
const RAW_SIZE = 32;
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");
const SPKI_PREFIX = Buffer.from("302a300506032b6570032100", "hex");

/** The signature type of Ed25519 in C2SP signed-note. */
const NOTE_ED25519 = Uint8Array.of(1);

const FIRST_LINES = {
  checkpoint: /^inquest\/[^\n]+\n/,
  "key-rotation": /^inquest-key-rotation\/v1\n/,
} as const;
export type SigningDomain = keyof typeof FIRST_LINES;

export interface VerifyingKey {
  /** `inquest/<installation>`. */
  readonly name: string;
  /** SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), the first four bytes in hex: a hint, no proof. */
  readonly id: string;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

export interface SigningKey extends VerifyingKey {
  readonly privateKey: KeyObject;
}

export function keyNameOf(installation: string): string {
  return `inquest/${installation}`;
}

export function privateKeyFromSeed(seed: Uint8Array): KeyObject {
  if (seed.length !== RAW_SIZE) throw new RangeError(`a seed of ${seed.length} bytes is no Ed25519 seed`);
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: "der", type: "pkcs8" });
}

export function signingKey(name: string, privateKey: KeyObject): SigningKey {
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  return { ...verifyingKey(name, spki.subarray(SPKI_PREFIX.length)), privateKey };
}

export function verifyingKey(name: string, publicKey: Uint8Array): VerifyingKey {
  const digest = createHash("sha256").update(`${name}\n`).update(NOTE_ED25519).update(publicKey).digest("hex");
  return { name, id: digest.slice(0, 8), publicKey: new Uint8Array(publicKey) };
}

/** SubjectPublicKeyInfo in base64, as `installation.created` carries it. */
export function spkiOf(key: VerifyingKey): string {
  return Buffer.concat([SPKI_PREFIX, key.publicKey]).toString("base64");
}

/** Reads what `spkiOf` wrote; null for anything else. */
export function verifyingKeyFromSpki(name: string, spki: string): VerifyingKey | null {
  const bytes = Buffer.from(spki, "base64");
  const isEd25519 = bytes.length === SPKI_PREFIX.length + RAW_SIZE && bytes.subarray(0, -RAW_SIZE).equals(SPKI_PREFIX);
  return isEd25519 && bytes.toString("base64") === spki ? verifyingKey(name, bytes.subarray(-RAW_SIZE)) : null;
}

/** One line, as Go's `sumdb/note` and other C2SP tools read it: name, id, and type with key in base64. */
export function formatVerifyingKey(key: VerifyingKey): string {
  return `${key.name}+${key.id}+${Buffer.concat([NOTE_ED25519, key.publicKey]).toString("base64")}`;
}

/**
 * Reads lines made by `formatVerifyingKey`; empty lines are skipped.
 * @throws InquestError `INTEGRITY` for a line that is none
 */
export function parseVerifyingKeys(text: string, where: string): readonly VerifyingKey[] {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.flatMap((line, index) => {
    if (line === "") return [];
    const key = parseVerifyingKey(line);
    if (key !== null) return [key];
    throw new InquestError("INTEGRITY", {
      what: "a line is no public key of an installation",
      where: `${where}, line ${index + 1}`,
      remedy: "give the line that was printed when the installation was made: `inquest/<installation>+<id>+<key>`",
    });
  });
}

function parseVerifyingKey(line: string): VerifyingKey | null {
  const match = /^([^\s+]{1,255})\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(line);
  if (match === null) return null;
  const [, name = "", id, base64 = ""] = match;
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length !== 1 + RAW_SIZE || bytes[0] !== NOTE_ED25519[0] || bytes.toString("base64") !== base64) return null;
  const key = verifyingKey(name, bytes.subarray(1));
  return key.id === id ? key : null;
}

export function signText(key: SigningKey, domain: SigningDomain, text: string): Uint8Array {
  if (!FIRST_LINES[domain].test(text)) throw new RangeError(`a text to be signed as ${domain} begins otherwise`);
  return sign(null, Buffer.from(text), key.privateKey);
}

export function verifyText(key: VerifyingKey, domain: SigningDomain, text: string, signature: Uint8Array): boolean {
  if (!FIRST_LINES[domain].test(text)) return false;
  const spki = Buffer.concat([SPKI_PREFIX, key.publicKey]);
  return verify(null, Buffer.from(text), createPublicKey({ key: spki, format: "der", type: "spki" }), signature);
}
