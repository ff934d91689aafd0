import { createHmac } from "node:crypto";
import { ascii } from "./bytes.js";
import type { Label, Span } from "./rule.js";

/** The key under which an investigation's pseudonyms are made. */
export type PseudonymKey = Uint8Array;

/** Derived from the investigation's salt, so that erasing the salt makes its pseudonyms nobody's for ever. */
export function pseudonymKey(salt: Uint8Array): PseudonymKey {
  return createHmac("sha256", salt).update("inquest/pseudonym/1").digest();
}

/**
 * What stands in place of a secret: `‹secret:3f2a91bc›`. The same text has the same pseudonym throughout one
 * investigation, so that it can still be followed; in another investigation it has another one.
 */
export function pseudonym(key: PseudonymKey, label: Label, text: Uint8Array): string {
  return `‹${label}:${createHmac("sha256", key).update(text).digest("hex").slice(0, 8)}›`;
}

/** Whether these bytes are a pseudonym already, and nothing besides. */
export function isPseudonym(bytes: Uint8Array, span: Span): boolean {
  // The first and last characters, `‹` and `›`, as they read byte by byte.
  return (
    bytes[span.from] === 0xe2 &&
    /^\xe2\x80\xb9[a-z]{3,8}:[0-9a-f]{8}\xe2\x80\xba$/.test(ascii(bytes, span.from, span.to))
  );
}
