import type { Trace } from "../app-types.js";
import { columns } from "./columns.js";

export function traceLines({ investigation, steps }: Trace, visible: (text: string) => string): string {
  const rows = steps.map(({ seq, at, who, text }) => [
    String(seq).padStart(4),
    new Date(at).toISOString().slice(11, 23),
    who,
    visible(text),
  ]);
  return `decision trace of ${visible(investigation)}; times are UTC\n${columns(rows)}`;
}
