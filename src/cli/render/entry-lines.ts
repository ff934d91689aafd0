import type { Entry } from "../../core/event.js";
import { columns } from "./columns.js";

/** Entries as a table: place, time in UTC, fence, type, and the data as it stands. */
export function entryLines(entries: readonly Entry[], visible: (text: string) => string): string {
  const rows = entries.map(({ seq, at, fence, type, data }) => [
    String(seq).padStart(4),
    new Date(at).toISOString(),
    String(fence),
    type,
    visible(JSON.stringify(data)),
  ]);
  return columns([[" SEQ", "AT (UTC)", "FENCE", "TYPE", "DATA"], ...rows]);
}
