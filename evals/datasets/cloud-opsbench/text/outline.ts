/**
 * Indented text, as `kubectl describe` prints it, as a tree: what stands further in belongs to the line above.
 * Says nothing of what the lines mean. Linear in the length of the text.
 */

export interface OutlineNode {
  readonly text: string;
  /** Before the first colon that ends a word; null where there is none. */
  readonly key: string | null;
  readonly value: string;
  readonly children: readonly OutlineNode[];
}

interface Growing {
  readonly indent: number;
  readonly node: { text: string; key: string | null; value: string; children: OutlineNode[] };
}

/** Deeper lines are taken as being this deep. */
const MOST_DEPTH = 24;
const MOST_LINES = 50_000;

export function outline(text: string): readonly OutlineNode[] {
  const roots: OutlineNode[] = [];
  const open: Growing[] = [];
  for (const line of text.split("\n", MOST_LINES)) {
    const body = line.trim();
    if (body === "") continue;
    const indent = indentOf(line);
    while (open.length > 0 && ((open.at(-1)?.indent ?? 0) >= indent || open.length >= MOST_DEPTH)) open.pop();
    const node = { text: body, ...keyAndValue(body), children: [] as OutlineNode[] };
    (open.at(-1)?.node.children ?? roots).push(node);
    open.push({ indent, node });
  }
  return roots;
}

/** The first node of that key; undefined where there is none. */
export function child(nodes: readonly OutlineNode[], key: string): OutlineNode | undefined {
  return nodes.find((node) => node.key === key);
}

/** A value that the text leaves out by writing `<none>`, `<unset>` or nothing is `""`; undefined where the key is missing. */
export function textAt(nodes: readonly OutlineNode[], key: string): string | undefined {
  const value = child(nodes, key)?.value;
  return value === undefined ? undefined : isNone(value) ? "" : value;
}

export function isNone(value: string): boolean {
  return value === "" || value === "<none>" || value === "<unset>" || value === "<nil>";
}

/** The value beside the key and the lines below it, without `<none>`. */
export function listOf(node: OutlineNode | undefined): readonly string[] {
  if (node === undefined) return [];
  return [node.value, ...node.children.map(({ text }) => text)].filter((text) => !isNone(text));
}

function indentOf(line: string): number {
  let at = 0;
  let indent = 0;
  for (; line[at] === " " || line[at] === "\t"; at += 1) indent += line[at] === "\t" ? 8 : 1;
  return indent;
}

function keyAndValue(text: string): { readonly key: string | null; readonly value: string } {
  for (let colon = text.indexOf(":"); colon >= 0; colon = text.indexOf(":", colon + 1)) {
    const next = text[colon + 1];
    if (next === undefined || next === " " || next === "\t")
      return { key: text.slice(0, colon).trim(), value: text.slice(colon + 1).trim() };
  }
  return { key: null, value: "" };
}
