import type { Instant } from "../core/time.js";

const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:([Zz])|([+-])(\d{2}):(\d{2}))$/;

/**
 * Reads a time as RFC 3339 writes it, cut to milliseconds: epoch milliseconds, negative before 1970, or `null` where
 * the text is no such time. A second of 60 (a leap second) counts as the last one of its minute.
 */
export function parseRfc3339(text: string): Instant | null {
  const match = RFC3339.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  if (hour > 23 || minute > 59 || second > 60) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  // A day that the month does not have moves on into the next one.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  date.setUTCHours(hour, minute, Math.min(second, 59), Number((match[7] ?? "0").padEnd(3, "0").slice(0, 3)));
  const offset = offsetMinutes(match[9], Number(match[10] ?? 0), Number(match[11] ?? 0));
  return offset === null ? null : date.getTime() - offset * 60_000;
}

function offsetMinutes(sign: string | undefined, hours: number, minutes: number): number | null {
  if (hours > 23 || minutes > 59) return null;
  return (sign === "-" ? -1 : 1) * (hours * 60 + minutes);
}
