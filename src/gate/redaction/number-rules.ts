/**
 * Numbers that belong to a person: payment cards, bank accounts, social security and telephone numbers. Telemetry is
 * full of long numbers, so each is held to its own check digits, its issuers' prefixes and its place in the text: a
 * bare JSON number is a measurement, and a value of an id stays an id.
 */
import { ascii, isAlphanumeric, isDigit, isUpper, isWord } from "./bytes.js";
import { IBAN_LENGTHS } from "./iban-lengths.js";
import { DIGIT } from "./literal-scanner.js";
import type { Rule, Span } from "./rule.js";

const SPACE = 0x20;
const DASH = 0x2d;
const DOT = 0x2e;
const PLUS = 0x2b;

const CARD: Rule = {
  name: "payment-card",
  label: "card",
  // Only the first thirteen digits of a run and the first two groups of a grouped number are looked at.
  literals: [
    DIGIT.repeat(13),
    `${DIGIT.repeat(4)} ${DIGIT.repeat(4)}`,
    `${DIGIT.repeat(4)}-${DIGIT.repeat(4)}`,
    `${DIGIT.repeat(4)} ${DIGIT.repeat(6)}`,
  ],
  find(bytes, literal) {
    // Most long numbers are times in milliseconds, which begin with a digit that no card network has.
    const first = bytes[literal.from] ?? 0;
    if (first < 0x32 || first > 0x36 || !startsNumber(bytes, literal.from)) return null;
    const span = groupedDigits(bytes, literal.from, 19);
    if (span === null) return null;
    const digits = ascii(bytes, span.from, span.to).replace(/[ -]/g, "");
    if (!hasIssuer(digits) || !passesLuhn(digits)) return null;
    const contiguous = digits.length === span.to - span.from;
    return contiguous && (isBareNumber(bytes, span) || isIdentifier(bytes, span.from)) ? null : span;
  },
};

const IBAN: Rule = {
  name: "iban",
  label: "iban",
  literals: [...IBAN_LENGTHS.keys()].map((country) => `${country}${DIGIT}${DIGIT}`),
  find(bytes, literal) {
    if (isWord(bytes[literal.from - 1]) || !isUpper(bytes[literal.from]) || !isUpper(bytes[literal.from + 1]))
      return null;
    const length = IBAN_LENGTHS.get(ascii(bytes, literal.from, literal.from + 2)) ?? 0;
    let text = "";
    let at = literal.from;
    for (; text.length < length; at++) {
      if (isAlphanumeric(bytes[at])) text += ascii(bytes, at, at + 1);
      else if (bytes[at] !== SPACE || text.length % 4 !== 0) return null;
    }
    return !isWord(bytes[at]) && passesMod97(text) ? { from: literal.from, to: at } : null;
  },
};

const SOCIAL_SECURITY: Rule = {
  name: "social-security-number",
  label: "ssn",
  literals: [`${DIGIT.repeat(3)}-${DIGIT.repeat(2)}-${DIGIT.repeat(4)}`],
  find(bytes, literal) {
    if (!startsNumber(bytes, literal.from) || isWord(bytes[literal.to])) return null;
    const [area = "", group, serial] = ascii(bytes, literal.from, literal.to).split("-");
    const issued = area !== "000" && area !== "666" && area < "900" && group !== "00" && serial !== "0000";
    return issued ? literal : null;
  },
};

/** E.164: a plus sign, a country's code, fifteen digits at most; groups may be set apart. */
const PHONE: Rule = {
  name: "phone-number",
  label: "phone",
  literals: [`+${DIGIT}`],
  find(bytes, literal) {
    const before = bytes[literal.from - 1];
    if (isWord(before) || before === PLUS || before === DOT || before === 0x2f || before === 0x3d) return null;
    const found = /^\+[1-9](?:[ .-]?\(?\d{1,4}\)?){2,5}/.exec(ascii(bytes, literal.from, literal.from + 26));
    if (found === null) return null;
    const digits = found[0].replace(/\D/g, "");
    const to = literal.from + found[0].length;
    if (digits.length < 10 || digits.length > 15 || isWord(bytes[to]) || (bytes[to] === DOT && isDigit(bytes[to + 1])))
      return null;
    return { from: literal.from, to };
  },
};

export const NUMBER_RULES: readonly Rule[] = [CARD, IBAN, SOCIAL_SECURITY, PHONE];

function startsNumber(bytes: Uint8Array, from: number): boolean {
  const before = bytes[from - 1];
  return !isWord(before) && before !== DOT && before !== PLUS;
}

/** The digits from `from` on, in groups of four and more with single blanks or dashes between; 13 to `most` of them. */
function groupedDigits(bytes: Uint8Array, from: number, most: number): Span | null {
  let at = from;
  let digits = 0;
  for (; digits <= most; at++) {
    if (isDigit(bytes[at])) digits += 1;
    else if ((bytes[at] !== SPACE && bytes[at] !== DASH) || digits < 4 || digits >= 16 || !isDigit(bytes[at + 1]))
      break;
  }
  const ends =
    digits >= 13 && digits <= most && !isAlphanumeric(bytes[at]) && !(bytes[at] === DOT && isDigit(bytes[at + 1]));
  return ends ? { from, to: at } : null;
}

/** A number as JSON writes it outside of strings: behind `:`, `,` or `[`, and before `,`, `}` or `]`. */
function isBareNumber(bytes: Uint8Array, span: Span): boolean {
  const before = bytes[bytes[span.from - 1] === SPACE ? span.from - 2 : span.from - 1];
  const after = bytes[span.to];
  return ":,[".includes(character(before)) && ",}]\n\r ".includes(character(after));
}

/** The value of a field that names an id: a trace's or span's id may happen to be all digits. */
function isIdentifier(bytes: Uint8Array, from: number): boolean {
  return /(?:trace|span|parent|id|sha|hash|digest|revision)["'\\]{0,4}\s{0,2}[:=]\s{0,2}["'\\]{0,4}$/i.test(
    ascii(bytes, Math.max(0, from - 24), from),
  );
}

function character(byte: number | undefined): string {
  return byte === undefined ? "\n" : String.fromCharCode(byte);
}

/** Ranges of ISO/IEC 7812 that card networks hold, with the lengths that they use. */
function hasIssuer(digits: string): boolean {
  const length = digits.length;
  const two = Number(digits.slice(0, 2));
  const four = Number(digits.slice(0, 4));
  if (digits.startsWith("4")) return length === 13 || length === 16 || length === 19;
  if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return length === 16;
  if (two === 34 || two === 37) return length === 15;
  if (two === 36 || two === 38 || two === 39 || (four >= 3000 && four <= 3059)) return length === 14;
  return (four === 6011 || two === 65 || two === 62 || (four >= 3528 && four <= 3589)) && length >= 16;
}

/** ISO/IEC 7812-1, annex B. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 && !/^(\d)\1*$/.test(digits);
}

/** ISO 7064, MOD 97-10, as ISO 13616 has it. */
export function passesMod97(iban: string): boolean {
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
