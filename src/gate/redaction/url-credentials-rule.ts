/** The password in `scheme://user:password@host`: URLs, connection strings, image registries, brokers. */
import { isAlphanumeric } from "./bytes.js";
import type { Rule } from "./rule.js";

const AT = 0x40;
const COLON = 0x3a;
const LIMIT = 512;
/** What ends the part of a URL that may hold credentials: white space, quotes, brackets, `/`, `?`, `#`. */
const ENDS = new Set([..." \t\r\n\"'<>`\\/?#,"].map((character) => character.charCodeAt(0)));

export const URL_CREDENTIALS_RULE: Rule = {
  name: "url-credentials",
  label: "secret",
  literals: ["://"],
  find(bytes, literal) {
    if (!isAlphanumeric(bytes[literal.from - 1])) return null;
    const limit = Math.min(bytes.length, literal.to + LIMIT);
    let colon = -1;
    for (let at = literal.to; at < limit; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === AT) return colon < 0 || colon + 1 === at ? null : { from: colon + 1, to: at };
      if (byte === COLON && colon < 0) colon = at;
      else if (ENDS.has(byte)) return null;
    }
    return null;
  },
};
