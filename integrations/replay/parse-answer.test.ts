import { describe, expect, it } from "vitest";
import type { Query } from "../../src/core/query.js";
import { checkout, WHOLE } from "../../test/support/recorded-shop.js";
import { parseAnswer } from "./parse-answer.js";

const query: Query = { capability: "logs.search", params: { window: WHOLE } };
const covered = [{ kinds: ["line"], entities: null, window: WHOLE }];
const header = (records: number) => JSON.stringify({ coverage: covered, omitted: [], asked: "{}", records });
const line = (text: string) =>
  JSON.stringify({ kind: "line", entity: checkout, time: WHOLE.from, severity: "info", text });
const utf8 = (...lines: readonly string[]) => new TextEncoder().encode(lines.map((one) => `${one}\n`).join(""));

/** Reads one good line, the hostile one, and another good line. */
function withHostile(hostile: string | Uint8Array) {
  const parts = [
    utf8(header(3), line("before")),
    typeof hostile === "string" ? utf8(hostile) : hostile,
    utf8(line("after")),
  ];
  return parseAnswer(Uint8Array.from(parts.flatMap((part) => [...part])), query);
}

describe("parseAnswer", () => {
  it("ties each record to the bytes of its line (invariant 2)", () => {
    const bytes = utf8(header(2), line("é · \u{1F600}"), line("plain"));
    const { records } = parseAnswer(bytes, query);
    expect(records.map(({ at: [from, to] }) => new TextDecoder().decode(bytes.slice(from, to)))).toEqual([
      line("é · \u{1F600}"),
      line("plain"),
    ]);
  });

  it("reads redacted text like any other, wherever it stands", () => {
    const redacted = line("password=hunter2 for ana@shop.example")
      .replace("hunter2", "⟦secret:1f3a⟧")
      .replace("checkout", "⟦name:77⟧");
    const answer = parseAnswer(utf8(header(1).replace('"{}"', '"⟦query:9⟧"'), redacted), query);
    expect(answer.records).toMatchObject([
      { text: "password=⟦secret:1f3a⟧ for ana@shop.example", entity: { name: "⟦name:77⟧" } },
    ]);
    expect(answer.coverage).toEqual(covered);
    expect(answer.asked).toBe("⟦query:9⟧");
  });

  it("tells a line that cannot be read, keeps the others, and covers nothing then (invariant 3)", () => {
    const hostile: readonly (readonly [string, string | Uint8Array])[] = [
      ["not JSON that can be read", "{"],
      ["not JSON that can be read", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
      ["not JSON that can be read", line("x").replace('"kind"', '"__proto__":{"polluted":true},"kind"')],
      ["not JSON that can be read", line("x").replace('"kind"', '"text":"twice","kind"')],
      ["not JSON that can be read", line("x").replace("x", "\u0000")],
      ["not UTF-8", new Uint8Array([0x7b, 0xff, 0xfe, 0x7d, 0x0a])],
      ["not a record of the vocabulary", "null"],
      ["not a record of the vocabulary", line("x").replace('"info"', '"shouting"')],
      ["not a record of the vocabulary", line("x".repeat(65_537))],
      ["not a record of the vocabulary", line("x").replace(String(WHOLE.from), "12345678901234567890")],
      [
        "a kind of record that answers another question",
        JSON.stringify({ kind: "reference", window: WHOLE, declaredBy: "the line itself" }),
      ],
    ];
    for (const [why, what] of hostile) {
      const answer = withHostile(what);
      expect(
        answer.records.map((record) => record.kind === "line" && record.text),
        why,
      ).toEqual(["before", "after"]);
      expect(answer.omitted, why).toEqual([{ what: "lines of the answer", why, count: 1 }]);
      expect(answer.coverage).toEqual([]);
    }
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("covers nothing once lines are missing, or more than were counted (invariant 3)", () => {
    const fewer = parseAnswer(utf8(header(2), line("one")), query);
    expect(fewer).toMatchObject({ coverage: [], omitted: [{ why: "the bytes end before them", count: 1 }] });
    const more = parseAnswer(utf8(header(0), line("one")), query);
    expect(more).toMatchObject({ coverage: [], omitted: [{ why: "the header counts fewer", count: 1 }] });
  });

  it("drops a series whose times and values do not go together", () => {
    const series = {
      kind: "series",
      entity: checkout,
      metric: "m",
      role: "other",
      unit: "",
      statistic: "value",
      labels: {},
      times: [1, 2],
      values: [1],
    };
    const answer = parseAnswer(utf8(header(1), JSON.stringify(series)), {
      capability: "metrics.range",
      params: { window: WHOLE },
    });
    expect(answer).toMatchObject({
      records: [],
      coverage: [],
      omitted: [{ why: "a series with more times than values, or fewer" }],
    });
  });

  it("has no answer without a header (invariant 4)", () => {
    for (const bytes of [new Uint8Array(), utf8(""), utf8("{}"), utf8(line("a record first")), utf8("\u{FEFF}")]) {
      expect(parseAnswer(bytes, query)).toEqual({
        records: [],
        coverage: [],
        omitted: [],
        asked: null,
        unavailable: "the source's bytes begin with no header that can be read",
      });
    }
  });

  it("gives no records of an answer that says it cannot say", () => {
    const said = JSON.stringify({
      coverage: covered,
      omitted: [],
      asked: "{}",
      unavailable: "not watched",
      records: 1,
    });
    expect(parseAnswer(utf8(said, line("x")), query)).toMatchObject({
      records: [],
      coverage: [],
      unavailable: "not watched",
      asked: "{}",
    });
  });

  it("takes linear time for hostile lines (invariant 1)", () => {
    const timeOf = (bytes: Uint8Array) => {
      const began = performance.now();
      parseAnswer(bytes, query);
      return performance.now() - began;
    };
    const hostile = (size: number) =>
      utf8(header(1), "{".repeat(size), `"${"\\".repeat(size)}`, "\n".repeat(size), "x\n".repeat(size / 10));
    timeOf(hostile(20_000));
    // Ten times the bytes may take ten times as long, and three times that for a busy machine; a square would take a hundred.
    expect(timeOf(hostile(200_000))).toBeLessThan(30 * Math.max(5, timeOf(hostile(20_000))));
  });
});
