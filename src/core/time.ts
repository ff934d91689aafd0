import { z } from "zod";
import type { DeepReadonly } from "./readonly.js";

/** Epoch milliseconds, a safe integer. Finer times stay strings from the wire on. */
export const Instant = z.int().nonnegative();
export type Instant = number;

/** Half-open: `from` belongs to it, `to` does not. */
export const Window = z
  .strictObject({ from: Instant, to: Instant })
  .refine((window) => window.from < window.to, { error: "a window must end after it begins" });
export type Window = DeepReadonly<z.infer<typeof Window>>;

export function windowContains(window: Window, instant: Instant): boolean {
  return instant >= window.from && instant < window.to;
}

export function windowCovers(outer: Window, inner: Window): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

/** The part that both share, or `null` where they do not meet. */
export function windowOverlap(a: Window, b: Window): Window | null {
  const from = Math.max(a.from, b.from);
  const to = Math.min(a.to, b.to);
  return from < to ? { from, to } : null;
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads `90s`, `20m`, `1h30m`: milliseconds, or `null` where the text is no duration. */
export function parseDuration(text: string): number | null {
  if (!/^(?:\d{1,9}(?:ms|s|m|h|d))+$/.test(text)) return null;
  let total = 0;
  for (const part of text.matchAll(/(\d+)(ms|s|m|h|d)/g)) total += Number(part[1]) * (UNIT_MS[part[2] ?? ""] ?? 0);
  return total;
}
