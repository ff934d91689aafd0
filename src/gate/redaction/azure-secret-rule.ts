/** Client secrets of Microsoft Entra: three characters, a digit, `Q~`, then 31 to 34 characters. */
import { ascii, isWord } from "./bytes.js";
import { DIGIT } from "./literal-scanner.js";
import type { Rule } from "./rule.js";

export const AZURE_SECRET_RULE: Rule = {
  name: "azure-client-secret",
  label: "secret",
  literals: [`${DIGIT}Q~`],
  find(bytes, literal) {
    const from = literal.from - 3;
    const found = /^[0-9A-Za-z_~.-]{3}\dQ~[0-9A-Za-z_~.-]{31,34}/.exec(
      ascii(bytes, Math.max(0, from), literal.to + 34),
    );
    if (from < 0 || found === null || isWord(bytes[from - 1])) return null;
    return { from, to: from + found[0].length };
  },
};
