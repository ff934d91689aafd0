/** Small questions about single bytes. Text formats that secrets stand in are ASCII where it matters. */

export const QUOTE = 0x22;
export const APOSTROPHE = 0x27;
export const BACKSLASH = 0x5c;
export const SPACE = 0x20;

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

export function isUpper(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x41 && byte <= 0x5a;
}

export function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
}

export function isAlphanumeric(byte: number | undefined): boolean {
  return isDigit(byte) || isLetter(byte);
}

/** What a token may consist of (letters, digits, `_`, `-`): a secret does not begin or end in the middle of it. */
export function isWord(byte: number | undefined): boolean {
  return isAlphanumeric(byte) || byte === 0x5f || byte === 0x2d;
}

export function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === 0x09;
}

export function ascii(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(
    "latin1",
    from,
    Math.min(to, bytes.length),
  );
}
