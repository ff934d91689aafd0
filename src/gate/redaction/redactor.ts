/**
 * Takes secrets and personal data out of bytes before anyone sees them.
 *
 * R1 Every byte outside of a match stays as it was; nothing is decoded or normalised on the way.
 * R2 A match becomes a pseudonym, one-way and keyed by the investigation; redacting again changes nothing.
 * R3 Time is linear in the bytes: one pass for literals, and at each of them a bounded look.
 * R4 Never throws, whatever the bytes are.
 */
import { AZURE_SECRET_RULE } from "./azure-secret-rule.js";
import { EMAIL_RULE } from "./email-rule.js";
import { literalScanner } from "./literal-scanner.js";
import { NAMED_VALUE_RULES } from "./named-value-rules.js";
import { NUMBER_RULES } from "./number-rules.js";
import { PRIVATE_KEY_RULE } from "./private-key-rule.js";
import { isPseudonym, type PseudonymKey, pseudonym } from "./pseudonym.js";
import type { Rule, Span } from "./rule.js";
import { TOKEN_RULES } from "./token-rules.js";
import { URL_CREDENTIALS_RULE } from "./url-credentials-rule.js";

/** From the most to the least telling: where two claim the same bytes, the first one names them. */
export const RULES: readonly Rule[] = [
  PRIVATE_KEY_RULE,
  ...TOKEN_RULES,
  AZURE_SECRET_RULE,
  URL_CREDENTIALS_RULE,
  ...NAMED_VALUE_RULES,
  ...NUMBER_RULES,
  EMAIL_RULE,
];

export interface Redacted {
  readonly bytes: Uint8Array;
  /** How often each rule struck, by its name. */
  readonly counts: Readonly<Record<string, number>>;
}

interface Match extends Span {
  readonly rule: number;
}

const LITERALS = RULES.flatMap((rule, index) =>
  rule.literals.map((literal) => ({ rule: index, length: literal.length, literal })),
);
const SCANNER = literalScanner(LITERALS.map(({ literal }) => literal));

export function redactBytes(bytes: Uint8Array, key: PseudonymKey): Redacted {
  const matches = disjoint(findMatches(bytes));
  if (matches.length === 0) return { bytes, counts: {} };
  const counts: Record<string, number> = {};
  const parts: Uint8Array[] = [];
  let end = 0;
  for (const { from, to, rule } of matches) {
    const { name = "secret", label = "secret" } = RULES[rule] ?? {};
    counts[name] = (counts[name] ?? 0) + 1;
    parts.push(bytes.subarray(end, from), Buffer.from(pseudonym(key, label, bytes.subarray(from, to)), "utf8"));
    end = to;
  }
  parts.push(bytes.subarray(end));
  return { bytes: Buffer.concat(parts), counts };
}

/** Names of the rules that find a secret in the text; personal data is not one. */
export function secretsIn(text: string): readonly string[] {
  const rules = new Set(findMatches(Buffer.from(text, "utf8")).map((match) => match.rule));
  return RULES.filter((rule, index) => rules.has(index) && rule.label === "secret").map((rule) => rule.name);
}

function findMatches(bytes: Uint8Array): Match[] {
  const matches: Match[] = [];
  /** For each rule: where its last match ended. What stands inside of one is part of it. */
  const done = new Int32Array(RULES.length);
  SCANNER.scan(bytes, (index, end) => {
    const { rule = 0, length = 0 } = LITERALS[index] ?? {};
    if (end <= (done[rule] ?? 0)) return;
    const span = RULES[rule]?.find(bytes, { from: end - length, to: end }) ?? null;
    if (span === null || isPseudonym(bytes, span)) return;
    matches.push({ ...span, rule });
    done[rule] = span.to;
  });
  return matches;
}

/** Where matches overlap they become one, under the name of the most telling rule. */
function disjoint(matches: readonly Match[]): readonly Match[] {
  const sorted = [...matches].sort((a, b) => a.from - b.from || b.to - a.to);
  const result: Match[] = [];
  for (const match of sorted) {
    const last = result.at(-1);
    if (last === undefined || match.from >= last.to) result.push(match);
    else
      result[result.length - 1] = {
        from: last.from,
        to: Math.max(last.to, match.to),
        rule: Math.min(last.rule, match.rule),
      };
  }
  return result;
}
