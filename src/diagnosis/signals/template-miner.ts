/**
 * Groups log lines by their message, after Drain (He, Zhu, Zheng, Lyu 2017, "Drain: An Online Log Parsing Approach
 * with Fixed Depth Tree"): lines of equal length and first word are compared word by word with the groups known.
 * Two things keep it fast. Words with a digit vary by nature and are masked at once; and a line whose masked words
 * were all seen before is recognised by two hashes, without being cut into words.
 *
 * 1. Linear: each line costs its own length, or, if it is new, at most {@link MOST_IN_BUCKET} comparisons of
 *    {@link MOST_WORDS} words.
 * 2. Bounded: at most {@link MOST_GROUPS} groups; lines beyond share the last one.
 * 3. Deterministic: the same lines in the same order give the same groups.
 */
const MOST_WORDS = 48;
const MOST_IN_BUCKET = 32;
const MOST_GROUPS = 2_000;
const MOST_KNOWN = 50_000;
const MOST_CHARACTERS = 1_600;
const SIMILAR = 0.5;

export const VARIES = "<*>";

interface Group {
  readonly id: number;
  /** Words that all lines of the group share; `<*>` where they differ. */
  readonly words: string[];
}

export class TemplateMiner {
  readonly #groups: Group[] = [];
  readonly #buckets = new Map<string, Group[]>();
  readonly #known = new Map<number, Group>();

  get size(): number {
    return this.#groups.length;
  }

  /** The template of a group as it stands after all lines so far. */
  template(group: number): string {
    return this.#groups[group]?.words.join(" ") ?? "";
  }

  /** The longest part of one of its lines in which no word varies. */
  constantPart(group: number, line: string): string {
    const words = this.#groups[group]?.words ?? [];
    let longest = "";
    let from = -1;
    for (const [index, span] of spansOf(line).entries()) {
      if (words[index] === undefined || words[index] === VARIES) {
        from = -1;
        continue;
      }
      if (from < 0) from = span.from;
      if (span.to - from > longest.length) longest = line.slice(from, span.to);
    }
    return longest;
  }

  /** The group of a line. */
  add(line: string): number {
    const hash = hashOf(line);
    const known = this.#known.get(hash);
    if (known !== undefined) return known.id;
    const group = this.#place(wordsOf(line));
    if (this.#known.size < MOST_KNOWN) this.#known.set(hash, group);
    return group.id;
  }

  #place(words: readonly string[]): Group {
    const key = `${words.length} ${words[0] ?? ""}`;
    const bucket = this.#buckets.get(key) ?? [];
    this.#buckets.set(key, bucket);
    let best: Group | undefined;
    let likeness = -1;
    for (const group of bucket) {
      const like = similarity(group.words, words);
      if (like > likeness) [best, likeness] = [group, like];
    }
    if (best !== undefined && (likeness >= SIMILAR || bucket.length >= MOST_IN_BUCKET)) return merge(best, words);
    const last = this.#groups.at(-1);
    if (this.#groups.length >= MOST_GROUPS && last !== undefined) return last;
    const group = { id: this.#groups.length, words: [...words] };
    this.#groups.push(group);
    bucket.push(group);
    return group;
  }
}

function merge(group: Group, words: readonly string[]): Group {
  for (const [index, word] of words.entries()) if (group.words[index] !== word) group.words[index] = VARIES;
  return group;
}

/** Share of the words that are the same, of those that are not masked in both. */
function similarity(template: readonly string[], words: readonly string[]): number {
  let [same, compared] = [0, 0];
  for (let index = 0; index < words.length; index += 1) {
    if (words[index] === VARIES && template[index] === VARIES) continue;
    compared += 1;
    if (words[index] === template[index]) same += 1;
  }
  return compared === 0 ? 1 : same / compared;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Space, tab, and what separates a name from its value: `=`, `:`, `,`, brackets. */
function separates(code: number): boolean {
  return (
    code <= 32 || code === 61 || code === 58 || code === 44 || code === 40 || code === 41 || code === 91 || code === 93
  );
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly masked: boolean;
}

/** Where the words of a line are; neighbours that are masked are one. */
function spansOf(line: string): readonly Span[] {
  const spans: Span[] = [];
  const length = Math.min(line.length, MOST_CHARACTERS);
  let start = -1;
  let masked = false;
  for (let index = 0; index <= length && spans.length < MOST_WORDS; index += 1) {
    const code = index < length ? line.charCodeAt(index) : 32;
    if (!separates(code)) {
      if (start < 0) start = index;
      masked ||= isDigit(code);
      continue;
    }
    if (start >= 0 && !(masked && spans.at(-1)?.masked === true)) spans.push({ from: start, to: index, masked });
    start = -1;
    masked = false;
  }
  return spans;
}

function wordsOf(line: string): readonly string[] {
  return spansOf(line).map(({ from, to, masked }) => (masked ? VARIES : line.slice(from, to)));
}

/** Two 32-bit FNV-like hashes of the same words in one safe integer; equal for lines whose masked words are equal. */
function hashOf(line: string): number {
  const length = Math.min(line.length, MOST_CHARACTERS);
  let [left, right, words] = [0x811c9dc5, 0x2f0b4c47, 0];
  let [wordLeft, wordRight, inWord, masked, lastMasked] = [0x811c9dc5, 7, false, false, false];
  for (let index = 0; index <= length && words < MOST_WORDS; index += 1) {
    const code = index < length ? line.charCodeAt(index) : 32;
    if (!separates(code)) {
      inWord = true;
      masked ||= isDigit(code);
      wordLeft = Math.imul(wordLeft ^ code, 0x01000193);
      wordRight = Math.imul(wordRight + code, 0x5bd1e995) ^ (wordRight >>> 15);
      continue;
    }
    if (!inWord) continue;
    if (!(masked && lastMasked)) {
      left = Math.imul(left ^ (masked ? 1 : wordLeft), 0x01000193) ^ (left >>> 13);
      right = Math.imul(right + (masked ? 1 : wordRight), 0x5bd1e995) ^ (right >>> 15);
      words += 1;
    }
    [lastMasked, wordLeft, wordRight, inWord, masked] = [masked, 0x811c9dc5, 7, false, false];
  }
  return (left >>> 0) * 0x200000 + ((right >>> 0) & 0x1fffff);
}
