/**
 * One pass over a JSON text (RFC 8259): is it well formed, how deep, how many members has it, and which numbers
 * would a double not hold? It accepts what `JSON.parse` accepts, less unpaired surrogates, so that `JSON.parse`
 * may make the value afterwards without surprise. Iterative and linear: depth costs no stack.
 */

/** A member's name as it stands in the text, quotes included, and the object that it belongs to. */
export interface MemberName {
  readonly from: number;
  readonly to: number;
  /** Serial number of the object, in order of its opening. */
  readonly object: number;
  readonly depth: number;
}

export type JsonScan =
  | {
      readonly ok: true;
      /** Members of all objects together, a name that stands twice counted twice. */
      readonly members: number;
      /** Numbers that a double would change or lose: integers beyond 2^53 and magnitudes beyond its range. */
      readonly wide: readonly { readonly from: number; readonly to: number }[];
    }
  | { readonly ok: false; readonly offset: number; readonly what: string };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const MINUS = 0x2d;
const PLUS = 0x2b;
const DOT = 0x2e;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const LOWER_U = 0x75;
/** The shortest integer that can lie beyond 2^53 has 16 digits. */
const SAFE_DIGITS = 15;

class Malformed extends Error {
  readonly offset: number;
  constructor(offset: number, what: string) {
    super(what);
    this.offset = offset;
  }
}

/** @param onMember told of each member's name, where somebody has to know them one by one. */
export function scanJson(text: string, maxDepth: number, onMember?: (member: MemberName) => void): JsonScan {
  try {
    return { ok: true, ...new Scanner(text, maxDepth, onMember).run() };
  } catch (error) {
    if (error instanceof Malformed) return { ok: false, offset: error.offset, what: error.message };
    throw error;
  }
}

class Scanner {
  readonly #text: string;
  readonly #maxDepth: number;
  readonly #onMember: ((member: MemberName) => void) | undefined;
  #at = 0;
  #members = 0;
  #objects = 0;
  readonly #wide: { from: number; to: number }[] = [];
  /** For each open bracket: the serial number of an object, or -1 for an array. */
  readonly #open: number[] = [];

  constructor(text: string, maxDepth: number, onMember: ((member: MemberName) => void) | undefined) {
    this.#text = text;
    this.#maxDepth = maxDepth;
    this.#onMember = onMember;
  }

  run(): { members: number; wide: readonly { from: number; to: number }[] } {
    if (this.#text.charCodeAt(0) === 0xfeff) throw new Malformed(0, "the text begins with a byte order mark");
    do {
      this.#value();
    } while (this.#untilNextValue());
    this.#space();
    if (this.#at < this.#text.length) throw new Malformed(this.#at, "something stands after the end of the value");
    return { members: this.#members, wide: this.#wide };
  }

  /** Reads a scalar, an empty container, or the opening of a container up to its first value. */
  #value(): void {
    for (;;) {
      this.#space();
      const code = this.#text.charCodeAt(this.#at);
      if (code === OPEN_OBJECT) {
        if (this.#opens(this.#objects++, CLOSE_OBJECT)) return;
        this.#name();
      } else if (code === OPEN_ARRAY) {
        if (this.#opens(-1, CLOSE_ARRAY)) return;
      } else {
        this.#scalar(code);
        return;
      }
    }
  }

  /** @returns whether the container is empty, and so closed already. */
  #opens(container: number, close: number): boolean {
    if (this.#open.length >= this.#maxDepth) {
      throw new Malformed(this.#at, `values are nested deeper than ${this.#maxDepth} levels`);
    }
    this.#at += 1;
    this.#space();
    if (this.#text.charCodeAt(this.#at) === close) {
      this.#at += 1;
      return true;
    }
    this.#open.push(container);
    return false;
  }

  /** After a value: closes what ends here, and stops before the next value. */
  #untilNextValue(): boolean {
    for (;;) {
      const container = this.#open.at(-1);
      if (container === undefined) return false;
      this.#space();
      const code = this.#text.charCodeAt(this.#at);
      if (code === COMMA) {
        this.#at += 1;
        if (container >= 0) this.#name();
        return true;
      }
      if (code !== (container >= 0 ? CLOSE_OBJECT : CLOSE_ARRAY)) {
        throw this.#unexpected(container >= 0 ? "a comma or `}`" : "a comma or `]`");
      }
      this.#at += 1;
      this.#open.pop();
    }
  }

  #name(): void {
    this.#space();
    const from = this.#at;
    if (this.#text.charCodeAt(from) !== QUOTE) throw this.#unexpected("a member's name in double quotes");
    this.#string();
    this.#members += 1;
    this.#onMember?.({ from, to: this.#at, object: this.#open.at(-1) ?? 0, depth: this.#open.length });
    this.#space();
    if (this.#text.charCodeAt(this.#at) !== COLON) throw this.#unexpected("a colon");
    this.#at += 1;
  }

  #scalar(code: number): void {
    if (code === QUOTE) this.#string();
    else if (code === MINUS || isDigit(code)) this.#number();
    else if (this.#text.startsWith("true", this.#at) || this.#text.startsWith("null", this.#at)) this.#at += 4;
    else if (this.#text.startsWith("false", this.#at)) this.#at += 5;
    else throw this.#unexpected("a value");
  }

  #string(): void {
    const text = this.#text;
    const opening = this.#at;
    for (let at = opening + 1; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        this.#at = at + 1;
        return;
      }
      if (code < 0x20) throw new Malformed(at, "a control character stands unescaped in a string");
      if (code === BACKSLASH) at = this.#escape(at);
      else if (code >= 0xd800 && code <= 0xdfff) at = this.#pair(at, code, at + 1, text.charCodeAt(at + 1));
    }
    throw new Malformed(opening, "a string is not closed");
  }

  /** @returns the offset of the escape's last character. */
  #escape(at: number): number {
    const code = this.#text.charCodeAt(at + 1);
    if (code !== LOWER_U) {
      if ('"\\/bfnrt'.includes(this.#text.charAt(at + 1) || " ")) return at + 1;
      throw new Malformed(at, "an escape is not one of JSON's");
    }
    const unit = this.#hexadecimal(at);
    if (unit < 0xd800 || unit > 0xdfff) return at + 5;
    const follows = this.#text.startsWith("\\u", at + 6) ? this.#hexadecimal(at + 6) : Number.NaN;
    return this.#pair(at, unit, at + 11, follows);
  }

  #hexadecimal(at: number): number {
    const digits = this.#text.slice(at + 2, at + 6);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new Malformed(at, "an escape is not one of JSON's");
    return Number.parseInt(digits, 16);
  }

  /** Unpaired surrogates have no UTF-8: bytes made from them would not be what was read. */
  #pair(at: number, high: number, end: number, low: number): number {
    if (high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff) return end;
    throw new Malformed(at, "half of a character stands alone (an unpaired surrogate)");
  }

  #number(): void {
    const text = this.#text;
    const from = this.#at;
    let at = text.charCodeAt(from) === MINUS ? from + 1 : from;
    const digits = at;
    at = this.#digits(at);
    if (text.charCodeAt(digits) === 0x30 && at > digits + 1) throw new Malformed(from, "a number begins with a zero");
    let integer = true;
    if (text.charCodeAt(at) === DOT) {
      integer = false;
      at = this.#digits(at + 1);
    }
    if ((text.charCodeAt(at) | 0x20) === 0x65) {
      integer = false;
      const sign = text.charCodeAt(at + 1);
      at = this.#digits(sign === PLUS || sign === MINUS ? at + 2 : at + 1);
    }
    this.#at = at;
    if (
      integer ? at - digits > SAFE_DIGITS && !Number.isSafeInteger(Number(text.slice(from, at))) : this.#overflows(from)
    ) {
      this.#wide.push({ from, to: at });
    }
  }

  #overflows(from: number): boolean {
    return !Number.isFinite(Number(this.#text.slice(from, this.#at)));
  }

  #digits(from: number): number {
    let at = from;
    while (isDigit(this.#text.charCodeAt(at))) at += 1;
    if (at === from) {
      this.#at = at;
      throw this.#unexpected("a digit");
    }
    return at;
  }

  #space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at += 1;
    }
  }

  #unexpected(wanted: string): Malformed {
    const found = this.#text.codePointAt(this.#at);
    if (found === undefined) return new Malformed(this.#at, `the text ends where ${wanted} should stand`);
    const shown =
      found > 0x20 && found < 0x7f
        ? `\`${String.fromCodePoint(found)}\``
        : `U+${found.toString(16).toUpperCase().padStart(4, "0")}`;
    return new Malformed(this.#at, `${shown} stands where ${wanted} should`);
  }
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
