import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pseudonymKey } from "../../../src/gate/redaction/pseudonym.js";
import { RULES, redactBytes, secretsIn } from "../../../src/gate/redaction/redactor.js";
import { leastEffort } from "../../support/gate-effort.js";
import { HARMLESS, plantedSecrets, scramble } from "../../support/gate-secrets.js";

const KEY = pseudonymKey(new TextEncoder().encode("salt"));

function redact(text: string): { text: string; counts: Readonly<Record<string, number>> } {
  const { bytes, counts } = redactBytes(Buffer.from(text, "utf8"), KEY);
  return { text: Buffer.from(bytes).toString("utf8"), counts };
}

const kinds = plantedSecrets();

/** Places in which a secret turns up in telemetry. */
const PLACES: readonly (readonly [string, (text: string) => string])[] = [
  ["alone", (text) => text],
  ["in a log line", (text) => `2024-11-24T14:33:20Z INFO got ${text} and went on`],
  ["in a JSON string", (text) => JSON.stringify({ message: `got ${text}`, n: 1 })],
  [
    "in a JSON string within a JSON string",
    (text) => JSON.stringify({ log: JSON.stringify({ message: `got ${text}` }) }),
  ],
  ["between lines of others", (text) => `line one\n${text}\nline three`],
  ["between characters of several bytes", (text) => `„größer“ ${text} ✓`],
];

describe("redaction", () => {
  it("knows at least thirty kinds, and each has an example here", () => {
    expect(RULES.length).toBeGreaterThanOrEqual(30);
    expect([...new Set(kinds.map(({ rule }) => rule))].sort()).toEqual(
      [...new Set(RULES.map(({ name }) => name))].sort(),
    );
  });

  describe.each(PLACES)("%s", (_, place) => {
    it.each(kinds.map((kind, index) => [kind.rule, index] as const))("takes out %s (%i)", (rule, index) => {
      const { text, secret } = kinds[index] ?? { text: "", secret: "" };
      const whole = place(text);
      const result = redact(whole);
      // As the place wrote it: quotes and line breaks of the secret may be escaped there.
      for (const part of secret.split(/[^\w/+=.@-]+/).filter((piece) => piece.length > 5))
        expect(result.text).not.toContain(part);
      expect(Object.keys(result.counts)).toContain(rule);
      expect(result.text).toMatch(/‹(?:secret|email|card|iban|ssn|phone):[0-9a-f]{8}›/);
    });
  });

  it.each(HARMLESS)("leaves untouched: %s", (text) => {
    expect(redact(text)).toEqual({ text, counts: {} });
    expect(redact(JSON.stringify({ message: text })).counts).toEqual({});
  });

  it("R1 changes no byte outside of what it takes out", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.uint8Array({ maxLength: 40 }),
            fc.constantFrom(...HARMLESS).map((text) => Buffer.from(`\n${text}\n`)),
          ),
          { maxLength: 8 },
        ),
        fc.constantFrom(...kinds),
        (around, { text, secret }) => {
          const half = Math.floor(around.length / 2);
          const [before, after] = [Buffer.concat(around.slice(0, half)), Buffer.concat(around.slice(half))];
          // One of the harmless lines names a span by the digits of a card.
          fc.pre(!before.includes(secret) && !after.includes(secret));
          const whole = Buffer.concat([before, Buffer.from(`\n${text}\n`), after]);
          const { bytes } = redactBytes(whole, KEY);
          expect(Buffer.from(bytes).includes(Buffer.from(secret))).toBe(false);
          expect(
            Buffer.from(redactBytes(before, KEY).bytes).equals(
              Buffer.from(bytes).subarray(0, redactBytes(before, KEY).bytes.length),
            ),
          ).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("takes out the whole of a secret that is longer than what it is judged by", () => {
    for (const text of [
      `token=${scramble(5_000)}`,
      `"password": "${scramble(5_000)}"`,
      `cookie: id=${scramble(5_000)}`,
    ]) {
      expect(redact(`${text}\n`).text.length).toBeLessThan(60);
    }
  });

  it("is not kept from a password by its brackets", () => {
    for (const password of ["<hunter2", "p<ss(w0rd", "${hunt3r!", "[a1b2c3!"]) {
      expect(redact(`password=${password} x`).text).toMatch(/^password=‹secret:[0-9a-f]{8}› x$/);
    }
  });

  it("R2 gives the same text the same pseudonym in one investigation, and another one in another", () => {
    const secret = `password=${scramble(12)}`;
    expect(redact(`${secret} ${secret}`).text).toMatch(/^password=(‹secret:[0-9a-f]{8}›) password=\1$/);
    const other = redactBytes(Buffer.from(secret), pseudonymKey(new TextEncoder().encode("other salt")));
    expect(Buffer.from(other.bytes).toString("utf8")).not.toBe(redact(secret).text);
  });

  it("R2 changes nothing when it is done again", () => {
    for (const { text } of kinds) {
      for (const [, place] of PLACES) {
        const once = redact(place(text)).text;
        expect(redact(once)).toEqual({ text: once, counts: {} });
      }
    }
  });

  it("R3 takes time in proportion to the bytes, on text made to provoke it", () => {
    const provocations = [
      "eyJ",
      "x eyJaaaaaaaa.",
      "cookie: a=",
      " password: ",
      "://a:",
      "@",
      "password=",
      "sk-",
      "4111 ",
      "-----BEGIN PRIVATE KEY-----",
      "+1 ",
      "DE89",
      '"password","value":"',
      "\\\\\\\\password\\",
      "bearer aaaa1.",
      "hooks.slack.com/services/a",
    ];
    for (const provocation of provocations) {
      const of = (size: number): number => {
        const bytes = Buffer.alloc(size, provocation);
        return leastEffort(2, () => redactBytes(bytes, KEY));
      };
      of(10_000);
      expect(of(160_000), provocation).toBeLessThan(Math.max(1, of(20_000)) * 8 * 4);
    }
  }, 90_000);

  it("R4 never throws, whatever the bytes are", () => {
    const literals = RULES.flatMap((rule) => rule.literals);
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 20 }),
      fc.constantFrom(...literals).map((literal) => Buffer.from(literal.replaceAll("\u0001", "4"))),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const bytes = Buffer.concat(pieces);
        expect(redactBytes(bytes, KEY).bytes.length).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 2_000 },
    );
  });

  it("keeps JSON what it is", () => {
    for (const { text } of kinds) {
      const json = JSON.stringify({ message: text, nested: { again: JSON.stringify({ text }) }, list: [text, 1] });
      expect(() => JSON.parse(redact(json).text)).not.toThrow();
    }
  });

  it("tells which secrets stand in a text, and counts personal data as none", () => {
    expect(secretsIn(`x password=${scramble(9)}`)).toEqual(["password"]);
    expect(secretsIn(["bob", "example.com"].join("@"))).toEqual([]);
    expect(secretsIn(HARMLESS.join("\n"))).toEqual([]);
  });
});
