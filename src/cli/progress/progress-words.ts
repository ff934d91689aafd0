import type { CaseFile } from "../../core/case-file.js";
import type { Query } from "../../core/query.js";

/** How progress puts data in words; each text comes back escaped, on one line. */
export interface ProgressWords {
  visible(text: string): string;
  /** The best answer as it stands, marked as not verified until the end. */
  bestSoFar(file: CaseFile): string;
}

const ABOUT = ["entity", "database", "node", "to"];
const DETAIL = ["role", "metric", "kind", "name", "contains", "service"];

/** A question, short enough for a line of progress: `metrics.range checkout latency`. Raw. */
export function shortQuestion(query: Query | null): string {
  if (query === null) return "a question that could not be read";
  const params: Readonly<Record<string, unknown>> = query.params;
  const about = ABOUT.flatMap((name) => nameOf(params[name]));
  const detail = DETAIL.flatMap((name) => (typeof params[name] === "string" ? [String(params[name])] : []));
  return [query.capability, ...about, ...detail].join(" ");
}

function nameOf(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null && "name" in value ? [String(value.name)] : [];
}

/** `0.8 s`, `12 s`, `3 min 4 s` */
export function durationWords(ms: number): string {
  const seconds = Math.max(0, ms) / 1_000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}

/** The text cut to so many characters, with a mark where something was cut. */
export function cut(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, Math.max(0, width - 1)).join("")}…`;
}
