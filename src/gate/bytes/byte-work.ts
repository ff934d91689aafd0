/** The work on bytes from outside, as plain functions: done at once for small ones, in a thread for large ones. */
import { Answer } from "../../core/answer.js";
import { bodyId, type Digest } from "../../core/digest.js";
import type { PseudonymKey } from "../redaction/pseudonym.js";
import { redactBytes } from "../redaction/redactor.js";

export interface RedactedWork {
  readonly bytes: Uint8Array;
  readonly id: Digest;
  readonly counts: Readonly<Record<string, number>>;
}

export function redactWork(bytes: Uint8Array, key: PseudonymKey, salt: Uint8Array): RedactedWork {
  const redacted = redactBytes(bytes, key);
  return { ...redacted, id: bodyId(salt, redacted.bytes) };
}

export type ReadWork =
  | {
      readonly kind: "read";
      readonly answer: Answer;
      /** The answer as the journal keeps it. */
      readonly body: { readonly id: Digest; readonly bytes: Uint8Array };
    }
  | { readonly kind: "unreadable"; readonly code: "parser-threw" | "answer-invalid"; readonly why: string };

/** Parses, and holds the answer to its schema: a parser is handed anyone's bytes. */
export function readWork(parse: (bytes: Uint8Array) => unknown, bytes: Uint8Array, salt: Uint8Array): ReadWork {
  let raw: unknown;
  try {
    raw = parse(bytes);
  } catch (error) {
    return { kind: "unreadable", code: "parser-threw", why: String(error) };
  }
  const parsed = Answer.safeParse(raw);
  if (!parsed.success)
    return { kind: "unreadable", code: "answer-invalid", why: parsed.error.issues[0]?.message ?? "" };
  const answer = parsed.data as Answer;
  const misplaced = answer.records.findIndex(({ at: [from, to] }) => from > to || to > bytes.length);
  if (misplaced >= 0)
    return { kind: "unreadable", code: "answer-invalid", why: `record ${misplaced} lies outside of the bytes` };
  const body = new TextEncoder().encode(JSON.stringify(answer));
  return { kind: "read", answer, body: { id: bodyId(salt, body), bytes: body } };
}
