/** What the rules of redaction are made of. */

/** What a pseudonym says of what stood in its place. */
export type Label = "secret" | "email" | "card" | "iban" | "ssn" | "phone";

/** A stretch of bytes, [from, to). */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * One kind of secret or personal data. A rule looks only where one of its literals stands, and only at a bounded
 * stretch around it: that keeps the whole linear.
 */
export interface Rule {
  /** Counted under this name in `evidence.recorded`. */
  readonly name: string;
  readonly label: Label;
  /** In any case; `DIGIT` stands for a digit. */
  readonly literals: readonly string[];
  /** What to take out, given where the literal stands; null where it is nothing of the kind. */
  find(bytes: Uint8Array, literal: Span): Span | null;
}
