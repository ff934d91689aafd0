/**
 * Tables as `kubectl get` prints them: a header in capitals, columns padded to a common width. Cells may hold blanks
 * (`2 (3d ago)`) and may be empty, so a row is cut where the header's columns begin; where it does not stand under
 * the header it is split at runs of blanks, and only if that gives exactly the header's columns.
 * Linear in the length of the text.
 */

export type Row = Readonly<Record<string, string>>;

export type Table =
  | {
      readonly kind: "rows";
      readonly columns: readonly string[];
      readonly rows: readonly Row[];
      readonly dropped: number;
    }
  /** The source said that there is none. */
  | { readonly kind: "none" }
  /** Asked by name, and the source said that there is no such thing. */
  | { readonly kind: "not-found" }
  | { readonly kind: "unreadable"; readonly why: string };

const HEADER = /^(?:NAMESPACE|NAME|LAST SEEN)(?:\s|$)/;
const NOT_FOUND = /^(?:Error from server \(NotFound\)|\S{1,80} "[^"]{1,253}" not found\s*$)/;
const MOST_ROWS = 20_000;

export function parseTable(text: string): Table {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const [first, ...rest] = lines;
  if (first === undefined || /^No resources found/i.test(first)) return { kind: "none" };
  if (NOT_FOUND.test(first.slice(0, 1_000))) return { kind: "not-found" };
  if (!HEADER.test(first)) return { kind: "unreadable", why: "no header that is known" };
  if (rest.length > MOST_ROWS) return { kind: "unreadable", why: `more than ${MOST_ROWS} rows` };
  const columns = cells(first);
  const starts = startsOf(first, columns);
  const rows: Row[] = [];
  let dropped = 0;
  for (const line of rest) {
    const row = HEADER.test(line) ? null : (cutAt(line, starts) ?? exactly(line, columns.length));
    if (row === null) dropped += 1;
    else rows.push(Object.fromEntries(columns.map((column, index) => [column, row[index] ?? ""])));
  }
  return { kind: "rows", columns, rows, dropped };
}

/** Cells between runs of two blanks or more, or tabs; at most `most`, the last of which keeps its blanks. */
export function cells(line: string, most = Number.POSITIVE_INFINITY): string[] {
  const found: string[] = [];
  let at = 0;
  const end = line.trimEnd();
  while (end.startsWith(" ", at) || end.startsWith("\t", at)) at += 1;
  while (at < end.length) {
    const gap = found.length + 1 >= most ? -1 : nextGap(end, at);
    found.push(end.slice(at, gap < 0 ? end.length : gap));
    at = gap < 0 ? end.length : gap;
    while (end.startsWith(" ", at) || end.startsWith("\t", at)) at += 1;
  }
  return found;
}

function nextGap(line: string, from: number): number {
  for (let at = from; at < line.length; at += 1) {
    if (line[at] === "\t" || (line[at] === " " && line[at + 1] === " ")) return at;
  }
  return -1;
}

function startsOf(header: string, columns: readonly string[]): readonly number[] {
  let from = 0;
  return columns.map((column) => {
    const start = header.indexOf(column, from);
    from = start + column.length;
    return start;
  });
}

/** Null where a cell reaches over the beginning of a column: then the row does not stand under this header. */
function cutAt(line: string, starts: readonly number[]): readonly string[] | null {
  if (line.includes("\t")) return null;
  const row: string[] = [];
  for (const [index, start] of starts.entries()) {
    if (index > 0 && start <= line.length && line[start - 1] !== " ") return null;
    const cell = line.slice(start, starts[index + 1] ?? line.length).trim();
    // Two cells in one: the row is wider than its header.
    if (cell.includes("  ")) return null;
    row.push(cell);
  }
  return row[0] === "" ? null : row;
}

function exactly(line: string, count: number): readonly string[] | null {
  const found = cells(line);
  return found.length === count ? found : null;
}
