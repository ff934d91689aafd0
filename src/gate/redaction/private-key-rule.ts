/**
 * Private keys in PEM (RFC 7468) and PGP armour, also where the line breaks are written `\n`. What goes is all
 * between the two boundary lines; a key whose end is not there goes as far as its characters reach.
 */
import { ascii } from "./bytes.js";
import type { Rule } from "./rule.js";

const BODY = new Set(
  [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\\ \r\n\t:,-"].map((c) => c.charCodeAt(0)),
);

export const PRIVATE_KEY_RULE: Rule = {
  name: "private-key",
  label: "secret",
  literals: ["PRIVATE KEY-----", "PRIVATE KEY BLOCK-----"],
  find(bytes, literal) {
    const opening = ascii(bytes, Math.max(0, literal.from - 40), literal.from);
    if (!/-----BEGIN [A-Z0-9 ]*$/.test(opening)) return null;
    let to = literal.to;
    while (to < bytes.length && BODY.has(bytes[to] ?? 0)) to += 1;
    const closing = ascii(bytes, literal.to, to).indexOf("-----END");
    const end = closing < 0 ? to : literal.to + closing;
    return end > literal.to ? { from: literal.to, to: end } : null;
  },
};
