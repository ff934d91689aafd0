import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/core/strict-json.js";
import { leastEffort } from "../support/gate-effort.js";

function accepted(text: string): unknown {
  const result = parseJson(text);
  if (!result.ok) throw new Error(`${result.at.line}:${result.at.column} ${result.what}`);
  return result.value;
}

function refusal(text: string, limits = {}): string {
  const result = parseJson(text, limits);
  return result.ok ? "accepted" : `${result.at.line}:${result.at.column} ${result.what}`;
}

describe("strict JSON", () => {
  it("gives the value that JSON.parse gives, for any text that is JSON", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom("", " ", "\n\t"), (text, space) => {
        const spaced = `${space}${JSON.stringify(JSON.parse(text), null, space)}${space}`;
        const result = parseJson(spaced);
        if (result.ok)
          expect(result.value).toEqual(JSON.parse(spaced, (_, value) => (isWide(value) ? String(value) : value)));
        else expect(result.what).toMatch(/__proto__|prototype|surrogate/);
      }),
    );
  });

  it("refuses every text that JSON.parse refuses", () => {
    const fragments = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"a"',
      '"',
      "\\",
      "1",
      "-",
      "0",
      ".5",
      "1e",
      "e5",
      "+",
      "true",
      "nul",
      "null",
      " ",
      "\n",
      "\u0001",
      "\\u00",
      "é",
      "\u2028",
    );
    fc.assert(
      fc.property(fc.array(fragments, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        const result = parseJson(text);
        if (!parses(text)) expect(result.ok).toBe(false);
        else if (!result.ok) expect(result.what).toMatch(/twice/);
      }),
      { numRuns: 5_000 },
    );
  });

  it("names line and column of what is wrong", () => {
    expect(refusal('{\n  "a": 1,\n  "b" 2\n}')).toBe("3:7 `2` stands where a colon should");
    expect(refusal('{"a": 1,}')).toBe("1:9 `}` stands where a member's name in double quotes should");
    expect(refusal("[1, 2")).toBe("1:6 the text ends where a comma or `]` should stand");
    expect(refusal("")).toBe("1:1 the text ends where a value should stand");
    expect(refusal("1 2")).toBe("1:3 something stands after the end of the value");
    expect(refusal("01")).toBe("1:1 a number begins with a zero");
    expect(refusal('"\u001b[31m"')).toBe("1:2 a control character stands unescaped in a string");
    expect(refusal("\ufeff{}")).toBe("1:1 the text begins with a byte order mark");
    expect(refusal('["\\ud800"]')).toContain("unpaired surrogate");
    expect(refusal('["\\ud83d\\ude00"]')).toBe("accepted");
  });

  it("keeps the digits of integers beyond 2^53 and of numbers beyond a double", () => {
    expect(accepted("[9007199254740991, 9007199254740993, -9007199254740993, 1732454400000000000]")).toEqual([
      9007199254740991,
      "9007199254740993",
      "-9007199254740993",
      "1732454400000000000",
    ]);
    expect(accepted('{"a": 1e400, "b": 1e300, "c": 0.1}')).toEqual({ a: "1e400", b: 1e300, c: 0.1 });
  });

  it("refuses a name that stands twice, however it is spelled", () => {
    expect(refusal('{"a": 1, "b": {"c": 1}, "a": 2}')).toBe("1:25 the name `a` stands twice in one object");
    expect(refusal('{"a": 1,\n"\\u0061": 2}')).toBe("2:1 the name `a` stands twice in one object");
    expect(refusal('[{"a": 1}, {"a": 2}]')).toBe("accepted");
  });

  it("refuses members that pollute prototypes, and leaves honest ones alone", () => {
    expect(refusal('{"a": {"__proto__": {"admin": true}}}')).toBe("1:8 a member is named `__proto__`");
    expect(refusal('{"\\u005f_proto__": 1}')).toBe("1:2 a member is named `__proto__`");
    expect(refusal('{"constructor": {"prototype": {"admin": true}}}')).toContain("`prototype`");
    expect(refusal('{"constructor": {"x": 1, "prototype": {"admin": true}}}')).toContain("`prototype`");
    expect(accepted('{"constructor": "Williams", "prototype": 1}')).toEqual({ constructor: "Williams", prototype: 1 });
    expect(({} as Record<string, unknown>)["admin"]).toBeUndefined();
  });

  it("refuses depth beyond its bound without using the stack", () => {
    const depth = 100_000;
    expect(refusal("[".repeat(depth) + "]".repeat(depth))).toBe("1:65 values are nested deeper than 64 levels");
    expect(refusal('{"a":'.repeat(depth))).toContain("nested deeper");
    expect(refusal("[[[]]]", { maxDepth: 3 })).toBe("accepted");
    expect(refusal("[[[[]]]]", { maxDepth: 3 })).toContain("nested deeper than 3");
  });

  it("counts its size in bytes of UTF-8", () => {
    expect(refusal('"éé"', { maxBytes: 6 })).toBe("accepted");
    expect(refusal('"éé"', { maxBytes: 5 })).toBe("1:1 the text is longer than 5 bytes");
  });

  it("takes time in proportion to the text", () => {
    const of = (size: number): number => {
      const text = `[${'{"a":[1,"\\u0041x"],"b":{"c":null}},'.repeat(size)}0]`;
      return leastEffort(3, () => parseJson(text));
    };
    of(10_000);
    expect(of(80_000)).toBeLessThan(of(10_000) * 8 * 4);
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** As `JSON.stringify` writes digits out: beyond 1e21 it writes an exponent. */
function isWide(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21;
}
