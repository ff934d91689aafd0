/**
 * JSON from outside, strict and lossless: `JSON.parse` after one linear scan.
 *
 * - Integers beyond 2^53, and numbers beyond the range of a double, become strings with the digits as they stood.
 * - A name that stands twice in an object is refused, and so is what pollutes prototypes: a member `__proto__`, or
 *   `constructor` with a `prototype` in it.
 * - Depth and size are bounded before anything is built; no input costs more than linear time, or any stack.
 */
import type { Json } from "./json.js";
import { scanJson } from "./json-scanner.js";

/** Deeper than any telemetry, shallower than any stack. */
export const JSON_MAX_DEPTH = 64;

export interface JsonLimits {
  /** Objects and arrays within one another. */
  readonly maxDepth?: number;
  /** Of the text in UTF-8. */
  readonly maxBytes?: number;
}

export type JsonResult =
  | { readonly ok: true; readonly value: Json }
  | {
      readonly ok: false;
      /** Both from 1; the column counts UTF-16 units. */
      readonly at: { readonly line: number; readonly column: number };
      /** What is wrong: lower case, no final stop. */
      readonly what: string;
    };

export function parseJson(text: string, limits: JsonLimits = {}): JsonResult {
  const { maxDepth = JSON_MAX_DEPTH, maxBytes } = limits;
  if (maxBytes !== undefined && longerThan(text, maxBytes))
    return refused(text, 0, `the text is longer than ${maxBytes} bytes`);
  const scan = scanJson(text, maxDepth);
  if (!scan.ok) return refused(text, scan.offset, scan.what);
  const value: Json = JSON.parse(scan.wide.length === 0 ? text : quoted(text, scan.wide));
  const census = takeCensus(value);
  if (census.members === scan.members && !census.suspect) return { ok: true, value };
  const offence = findOffence(text, maxDepth);
  return offence === null ? { ok: true, value } : refused(text, offence.offset, offence.what);
}

function longerThan(text: string, maxBytes: number): boolean {
  if (text.length > maxBytes) return true;
  return text.length * 3 > maxBytes && Buffer.byteLength(text, "utf8") > maxBytes;
}

/** The text with the numbers at these places in quotes. */
function quoted(text: string, numbers: readonly { readonly from: number; readonly to: number }[]): string {
  const parts: string[] = [];
  let end = 0;
  for (const { from, to } of numbers) {
    parts.push(text.slice(end, from), '"', text.slice(from, to), '"');
    end = to;
  }
  parts.push(text.slice(end));
  return parts.join("");
}

/** Fewer members than the text has names means that one stood twice: the names need not be compared to know it. */
function takeCensus(value: Json): { members: number; suspect: boolean } {
  let members = 0;
  let suspect = false;
  const pending: object[] = [];
  if (isContainer(value)) pending.push(value);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (Array.isArray(next)) {
      for (const item of next) if (isContainer(item)) pending.push(item);
      continue;
    }
    for (const [name, item] of Object.entries(next)) {
      members += 1;
      suspect ||= name === "__proto__" || name === "constructor";
      if (isContainer(item)) pending.push(item);
    }
  }
  return { members, suspect };
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** The first name that may not stand where it stands; the slow way, on suspicion only. */
function findOffence(text: string, maxDepth: number): { offset: number; what: string } | null {
  const namesOf = new Map<number, Set<string>>();
  /** The name last met at each depth: those above the present one hold it. */
  const path: string[] = [];
  let offence: { offset: number; what: string } | null = null;
  scanJson(text, maxDepth, ({ from, to, object, depth }) => {
    if (offence !== null) return;
    const name: string = JSON.parse(text.slice(from, to));
    const names = namesOf.get(object) ?? new Set();
    if (names.has(name)) offence = { offset: from, what: `the name \`${shown(name)}\` stands twice in one object` };
    else if (name === "__proto__") offence = { offset: from, what: "a member is named `__proto__`" };
    else if (name === "prototype" && path[depth - 1] === "constructor") {
      offence = { offset: from, what: "a member `constructor` holds a `prototype`" };
    }
    namesOf.set(object, names.add(name));
    path.length = depth;
    path[depth] = name;
  });
  return offence;
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 64)).slice(1, -1);
}

function refused(text: string, offset: number, what: string): JsonResult {
  let line = 1;
  let start = 0;
  for (let feed = text.indexOf("\n"); feed >= 0 && feed < offset; feed = text.indexOf("\n", start)) {
    line += 1;
    start = feed + 1;
  }
  return { ok: false, at: { line, column: offset - start + 1 }, what };
}
