/** Ages as Kubernetes tools write them: `45s`, `6m35s`, `2d3h`, `8s (x9 over 118s)`. */

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
  y: 365 * 86_400_000,
};

const AGE = /^(?:\d{1,9}(?:\.\d{1,9})?(?:ms|[smhdwy])){1,8}$/;
const PART = /(\d+(?:\.\d+)?)(ms|[smhdwy])/g;

/** Milliseconds; null for what is no age (`<unknown>`, `<invalid>`). */
export function ageMs(text: string): number | null {
  const trimmed = text.trim();
  if (!AGE.test(trimmed)) return null;
  let sum = 0;
  for (const [, amount, unit] of trimmed.matchAll(PART)) sum += Number(amount) * (UNIT_MS[unit ?? ""] ?? 0);
  return Math.round(sum);
}

/** How long ago something was last seen, how often, and over how long. */
export interface Sighting {
  readonly ageMs: number | null;
  readonly count: number;
  readonly overMs: number | null;
}

const REPEATED = /^(\S{1,40}) \(x(\d{1,9})(?: over (\S{1,40}))?\)$/;

export function sighting(text: string): Sighting {
  const match = REPEATED.exec(text.trim());
  if (match === null) return { ageMs: ageMs(text), count: 1, overMs: null };
  return { ageMs: ageMs(match[1] ?? ""), count: Number(match[2]), overMs: ageMs(match[3] ?? "") };
}

const RESTARTS = /^(\d{1,9})(?: \((\S{1,40}) ago\))?$/;

/** `2 (3d ago)`: how many restarts, and how long ago the last one was; null for what is neither. */
export function restarts(text: string): { readonly count: number; readonly lastMs: number | null } | null {
  const match = RESTARTS.exec(text.trim());
  return match === null ? null : { count: Number(match[1]), lastMs: ageMs(match[2] ?? "") };
}

/** `1h 46min ago`, `2 days ago`, as systemd writes it; null where nothing of it is an age. */
export function systemdAgeMs(text: string): number | null {
  const units: readonly (readonly [RegExp, number])[] = [
    [/(\d{1,9}) ?(?:years?|y)\b/, 365 * 86_400_000],
    [/(\d{1,9}) ?months?\b/, 30 * 86_400_000],
    [/(\d{1,9}) ?(?:weeks?|w)\b/, 7 * 86_400_000],
    [/(\d{1,9}) ?(?:days?|d)\b/, 86_400_000],
    [/(\d{1,9}) ?h\b/, 3_600_000],
    [/(\d{1,9}) ?min\b/, 60_000],
    [/(\d{1,9}) ?s\b/, 1_000],
    [/(\d{1,9}) ?ms\b/, 1],
  ];
  const short = text.slice(0, 200);
  const found = units.flatMap(([pattern, ms]) => {
    const amount = pattern.exec(short)?.[1];
    return amount === undefined ? [] : [Number(amount) * ms];
  });
  return found.length === 0 ? null : found.reduce((a, b) => a + b, 0);
}
