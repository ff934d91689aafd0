import type { Instant } from "../../core/time.js";
import { any, type Truth } from "../../core/truth.js";
import type { RecordRef } from "./record-index.js";

/** How a claim stands against the facts. */
export interface Evaluation {
  readonly truth: Truth;
  /** One short sentence by code, with the numbers. */
  readonly why: string;
  /** The quantity that decided, in the claim's own terms (a level, a factor, a count, a share). */
  readonly measured: number | null;
  /** When what is claimed began, where it holds and can be seen to begin. */
  readonly onset: Instant | null;
  /** The records that it rests on, at most {@link BASIS_LIMIT}. */
  readonly basis: readonly RecordRef[];
}

export const BASIS_LIMIT = 16;
const WHY_LIMIT = 500;

export function judged(truth: Truth, why: string, rest: Partial<Omit<Evaluation, "truth" | "why">> = {}): Evaluation {
  return {
    truth,
    why: why.length > WHY_LIMIT ? `${why.slice(0, WHY_LIMIT - 1)}…` : why,
    measured: rest.measured ?? null,
    onset: rest.onset ?? null,
    basis: (rest.basis ?? []).slice(0, BASIS_LIMIT),
  };
}

export function unknown(why: string, rest: Partial<Omit<Evaluation, "truth" | "why">> = {}): Evaluation {
  return judged("unknown", why, rest);
}

/**
 * One evaluation for several ways in which a claim may be true: it holds if one does, fails if all do.
 * The one that speaks is, among those with the resulting truth, the first by `strength`, strongest first.
 */
export function anyOf(parts: readonly Evaluation[], strength: (part: Evaluation) => number): Evaluation {
  const truth = any(parts.map((part) => part.truth));
  const speaking = parts.filter((part) => part.truth === truth);
  const strongest = speaking.reduce<Evaluation | null>(
    (best, part) => (best === null || strength(part) > strength(best) ? part : best),
    null,
  );
  return strongest ?? unknown("there is nothing to look at");
}

/** A number for people: three significant digits. */
export function figure(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : "infinity";
}

/** A number with its unit; `1`, UCUM's sign for a plain number, is not said. */
export function quantity(value: number, unit: string): string {
  return unit === "" || unit === "1" ? figure(value) : `${figure(value)} ${unit}`;
}

/** Text from production inside of a sentence: short, on one line, in backticks. */
export function excerpt(text: string, limit = 80): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
  const clean = text.slice(0, limit).replace(/[\u0000-\u001f\u007f-\u009f`]/g, " ");
  return text.length > limit ? `\`${clean}…\`` : `\`${clean}\``;
}
