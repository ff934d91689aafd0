/**
 * Where the members of a JSON object stand in its text, without reading their values: a case holds hundreds of
 * recorded answers, of which an investigation asks for twenty. Linear in the length of the text.
 */

/** A member's value: text[from, to). */
export type Span = readonly [from: number, to: number];

/** Thrown where the text is not the JSON that it should be; `at` is the character's index. */
export class NotJson extends Error {
  readonly at: number;

  constructor(what: string, at: number) {
    super(what);
    this.name = "NotJson";
    this.at = at;
  }
}

/** @throws NotJson where no object stands at `from`, or it does not end */
export function membersOf(text: string, from = 0): ReadonlyMap<string, Span> {
  const members = new Map<string, Span>();
  let at = blanks(text, from);
  if (text[at] !== "{") throw new NotJson("an object should begin here", at);
  at = blanks(text, at + 1);
  if (text[at] === "}") return members;
  for (;;) {
    if (text[at] !== '"') throw new NotJson("a member's name should begin here", at);
    const nameEnd = stringEnd(text, at);
    const name = nameIn(text.slice(at, nameEnd));
    if (name === null) throw new NotJson("a member's name cannot be read", at);
    at = blanks(text, nameEnd);
    if (text[at] !== ":") throw new NotJson("a colon is missing", at);
    const valueFrom = blanks(text, at + 1);
    const valueTo = valueEnd(text, valueFrom);
    if (members.has(name)) throw new NotJson("a member is there twice", valueFrom);
    members.set(name, [valueFrom, valueTo]);
    at = blanks(text, valueTo);
    if (text[at] === "}") return members;
    if (text[at] !== ",") throw new NotJson("a comma is missing", at);
    at = blanks(text, at + 1);
  }
}

function nameIn(text: string): string | null {
  try {
    return String(JSON.parse(text));
  } catch {
    return null;
  }
}

function blanks(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code === 32 || (code >= 9 && code <= 13); code = text.charCodeAt(at)) at += 1;
  return at;
}

function stringEnd(text: string, from: number): number {
  for (let quote = text.indexOf('"', from + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let escapes = 0;
    while (text[quote - 1 - escapes] === "\\") escapes += 1;
    if (escapes % 2 === 0) return quote + 1;
  }
  throw new NotJson("a string does not end", from);
}

function valueEnd(text: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const character = text[at];
    if (character === '"') at = stringEnd(text, at);
    else if (character === "{" || character === "[") {
      depth += 1;
      at += 1;
    } else if (character === "}" || character === "]") {
      if (depth === 0) return at;
      depth -= 1;
      at += 1;
    } else if (character === "," && depth === 0) return at;
    else at += 1;
    if (depth === 0 && (character === '"' || character === "}" || character === "]")) return at;
  }
  throw new NotJson("a value does not end", from);
}
