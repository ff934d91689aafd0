import type { ReportSeries } from "../report-model.js";

const BARS = "▁▂▃▄▅▆▇█";

/** A series as one line of at most `most` bars, highest sample of each step; a dot where there is none. */
export function sparkline({ times, values }: ReportSeries, most: number): string {
  const cells = Math.max(1, Math.min(most, times.length));
  const first = times[0] ?? 0;
  const span = Math.max(1, (times.at(-1) ?? 0) - first);
  const highest: (number | null)[] = Array.from({ length: cells }, () => null);
  for (const [i, at] of times.entries()) {
    const value = values[i] ?? null;
    const cell = Math.min(cells - 1, Math.floor(((at - first) / span) * cells));
    const known = highest[cell] ?? null;
    if (value !== null && (known === null || value > known)) highest[cell] = value;
  }
  const present = highest.filter((value): value is number => value !== null);
  const low = Math.min(...present);
  const range = Math.max(...present) - low;
  return highest.map((value) => (value === null ? "·" : bar(range === 0 ? 0 : (value - low) / range))).join("");
}

function bar(share: number): string {
  return BARS[Math.min(BARS.length - 1, Math.floor(share * BARS.length))] ?? "";
}
