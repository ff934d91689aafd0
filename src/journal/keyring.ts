/**
 * The public keys under which an installation has signed, the oldest first. The first is the one that
 * `installation.created` names; each later one is endorsed by the one before it, so that whoever trusts the first
 * can check the last, and heads of before a rotation stay verifiable.
 */
import { InquestError } from "../core/errors.js";
import { type SigningKey, signText, type VerifyingKey, verifyingKeyFromSpki, verifyText } from "./keys.js";

/** A key as it is stored. */
export interface KeyRow {
  /** SubjectPublicKeyInfo in base64. */
  readonly publicKey: string;
  /** The previous key's signature over the rotation, in base64; null for the first. */
  readonly endorsement: string | null;
}

/** Signed by the old key: from now on, the new one signs as well. */
export function endorseKey(old: SigningKey, spki: string): string {
  return Buffer.from(signText(old, "key-rotation", rotationText(old.name, spki))).toString("base64");
}

/**
 * The keys, once their chain is checked.
 * @throws InquestError `INTEGRITY` for a key that is none, or that the one before it did not endorse
 */
export function readKeyring(name: string, rows: readonly KeyRow[]): readonly VerifyingKey[] {
  const keys: VerifyingKey[] = [];
  for (const [index, row] of rows.entries()) {
    const key = verifyingKeyFromSpki(name, row.publicKey);
    if (key === null) throw broken(index, "is no Ed25519 key");
    const before = keys.at(-1);
    if (before === undefined ? row.endorsement !== null : !isEndorsed(before, row)) {
      throw broken(index, "is not endorsed by the one before it");
    }
    keys.push(key);
  }
  if (keys.length === 0) throw broken(0, "is missing");
  return keys;
}

function isEndorsed(before: VerifyingKey, row: KeyRow): boolean {
  if (row.endorsement === null) return false;
  const text = rotationText(before.name, row.publicKey);
  return verifyText(before, "key-rotation", text, Buffer.from(row.endorsement, "base64"));
}

function rotationText(name: string, spki: string): string {
  return `inquest-key-rotation/v1\n${name}\n${spki}\n`;
}

function broken(index: number, what: string): InquestError {
  return new InquestError("INTEGRITY", {
    what: `public key ${index} of the installation ${what}`,
    where: "the store's table `keys`",
    remedy: "restore the store from a copy; heads signed with that key prove nothing until then",
  });
}
