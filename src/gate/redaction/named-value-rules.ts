/**
 * Secrets that only their name gives away: `password=…`, `"client_secret": "…"`, `PGPASSWORD: …`, a header of a
 * request, an environment variable whose name and value are two fields (`"name": "DB_PASSWORD", "value": "…"`),
 * each of them also as JSON within a JSON string. Read byte by byte: a quoted value ends at the quote that opened
 * it, however often it is escaped, which no regular expression without back references can say.
 */
import { APOSTROPHE, ascii, BACKSLASH, isBlank, isWord, QUOTE } from "./bytes.js";
import type { Rule } from "./rule.js";

const COLON = 0x3a;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const COMMA = 0x2c;
/** What a value is judged by; one that is a secret goes as far as it reaches. */
const JUDGED_LIMIT = 512;
const NAME_REST_LIMIT = 48;

interface Value {
  readonly from: number;
  /** Where it ends, looking no further than so many bytes. */
  end(within: number): number;
  readonly quoted: boolean;
  readonly assigned: "=" | ":";
}

export const NAMED_VALUE_RULES: readonly Rule[] = [
  named("password", ["password", "passwd", "passphrase", "pwd", "userpass", "_pass"], isPassword),
  named("aws-secret-key", ["secret_access_key", "secretaccesskey", "secret-access-key", "aws_secret_key"], (text) =>
    /^[0-9A-Za-z+/=_-]{20,}$/.test(text),
  ),
  named("session-token", ["session_token", "sessiontoken", "security-token", "security_token"], isGenerated),
  named(
    "api-key",
    [
      "api_key",
      "apikey",
      "api-key",
      "access_key",
      "accesskey",
      "access-key",
      "private_key",
      "signing_key",
      "encryption_key",
      "secret_key",
      "secretkey",
      "x-functions-key",
      "subscription-key",
    ],
    isGenerated,
  ),
  named("token", ["token", "_authtoken", "_auth"], isGenerated),
  named("secret", ["secret", "credential", "credentials", '"auth'], isGenerated),
  named("cookie", ["cookie"], (text) => /=[^;]{8,}/.test(text) && /\d/.test(text)),
];

function named(name: string, literals: readonly string[], verify: (text: string, value: Value) => boolean): Rule {
  return {
    name,
    label: "secret",
    literals,
    find(bytes, literal) {
      const value = valueBehind(bytes, literal.to, name === "cookie") ?? valueField(bytes, literal.to);
      if (value === null) return null;
      const end = value.end(JUDGED_LIMIT);
      const text = ascii(bytes, value.from, end);
      // A bracket that closes a placeholder ended the value.
      if (
        text === "" ||
        isPlaceholder(text) ||
        isPlaceholder(ascii(bytes, value.from, end + 1)) ||
        !verify(text, value)
      )
        return null;
      return { from: value.from, to: value.end(bytes.length) };
    },
  };
}

/** The value in `name = value`, `name: value`, `"name": "value"`, where `at` is behind the name. */
function valueBehind(bytes: Uint8Array, at: number, wholeLine: boolean): Value | null {
  const sign = skipBlanks(bytes, skipQuote(bytes, at).end);
  if (bytes[sign] !== EQUALS && bytes[sign] !== COLON) return null;
  const assigned = bytes[sign] === EQUALS ? "=" : ":";
  let from = sign + 1;
  if (bytes[from] === EQUALS || bytes[from] === GREATER) from += 1;
  return valueAt(bytes, skipBlanks(bytes, from), assigned, wholeLine);
}

/** The value in `"name": "…PASSWORD…", "value": "…"`: the name is itself a value, and a field `value` follows. */
function valueField(bytes: Uint8Array, behindName: number): Value | null {
  let at = behindName;
  while (isWord(bytes[at]) && at < behindName + NAME_REST_LIMIT) at += 1;
  const closing = skipQuote(bytes, at);
  if (closing.end === at) return null;
  at = skipBlanks(bytes, closing.end);
  if (bytes[at] !== COMMA) return null;
  const opening = skipQuote(bytes, skipBlanks(bytes, at + 1));
  if (ascii(bytes, opening.end, opening.end + 5).toLowerCase() !== "value") return null;
  const behind = skipBlanks(bytes, skipQuote(bytes, opening.end + 5).end);
  if (bytes[behind] !== COLON) return null;
  at = skipBlanks(bytes, behind + 1);
  // OpenTelemetry wraps it once more: {"stringValue": "…"}.
  const wrapped = /^\{\s*\\*"stringValue\\*"\s*:\s*/.exec(ascii(bytes, at, at + 40));
  return valueAt(bytes, at + (wrapped?.[0].length ?? 0), "=", false);
}

function valueAt(bytes: Uint8Array, at: number, assigned: "=" | ":", wholeLine: boolean): Value | null {
  const opening = skipQuote(bytes, at);
  const { quote, escapes, end: from } = opening;
  if (quote === null) {
    return { from: at, end: (within) => bareEnd(bytes, at, within, wholeLine), quoted: false, assigned };
  }
  return { from, end: (within) => quotedEnd(bytes, from, within, { quote, escapes }), quoted: true, assigned };
}

/** Behind an optional quote with the backslashes before it. */
function skipQuote(bytes: Uint8Array, at: number): { end: number; quote: number | null; escapes: number } {
  let end = at;
  while (bytes[end] === BACKSLASH && end < at + 16) end += 1;
  const quote = bytes[end];
  if (quote !== QUOTE && quote !== APOSTROPHE) return { end: at, quote: null, escapes: 0 };
  return { end: end + 1, quote, escapes: end - at };
}

function skipBlanks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isBlank(bytes[at]) && at < from + 8) at += 1;
  return at;
}

/** Where the closing quote begins, its backslashes included: as many as the opening one has, no more. */
function quotedEnd(
  bytes: Uint8Array,
  from: number,
  within: number,
  opening: { readonly quote: number; readonly escapes: number },
): number {
  const limit = Math.min(bytes.length, from + within);
  let run = 0;
  for (let at = from; at < limit; at++) {
    const byte = bytes[at];
    if (byte === BACKSLASH) run += 1;
    else if (byte === opening.quote && run <= opening.escapes) return at - run;
    else run = 0;
    if (byte === 0x0a) return at;
  }
  return limit;
}

const LINE_ENDS = tableOf('\r\n"\\');
const VALUE_ENDS = tableOf(" \t\r\n\"';,&|>)}]\\");

function bareEnd(bytes: Uint8Array, from: number, within: number, wholeLine: boolean): number {
  const limit = Math.min(bytes.length, from + within);
  const ends = wholeLine ? LINE_ENDS : VALUE_ENDS;
  let at = from;
  while (at < limit && ends[bytes[at] ?? 0] === 0) at += 1;
  return at;
}

function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const byte of Buffer.from(characters, "latin1")) table[byte] = 1;
  return table;
}

/** A password may be any text, but `password: incorrect` in a sentence is none. */
function isPassword(text: string, value: Value): boolean {
  if (text.length < 3 || text.startsWith("/")) return false;
  return value.quoted || value.assigned === "=" || /[^A-Za-z.]/.test(text);
}

/** Made by a machine: long, and not made of words: several digits, or digits among both cases. */
function isGenerated(text: string): boolean {
  if (text.length < 12 || !/^[\x21-\x7e]+$/.test(text)) return false;
  const digits = text.match(/\d/g)?.length ?? 0;
  if (/^[\d.:+-]+$/.test(text)) return false;
  return digits >= 3 && /[A-Za-z]/.test(text) ? true : digits >= 1 && /[a-z]/.test(text) && /[A-Z]/.test(text);
}

/** What stands where a secret was taken out before, or has yet to come in. */
function isPlaceholder(text: string): boolean {
  return (
    /^(?:[*x.-]{3,}|<[\w .:-]*>|\$[{(][\w.:-]*[})]|\{\{[\w .]*\}{1,2}|%[({]?\w+[%)}]|\[[\w .]*\])$/i.test(text) ||
    /^(?:null|none|nil|true|false|undefined|empty|redacted|hidden|masked|required|optional|string|\(redacted\))$/i.test(
      text,
    )
  );
}
