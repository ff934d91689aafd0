import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Params } from "../../src/core/capability.js";
import { entityKey, sameEntity } from "../../src/core/entity.js";
import { logTemplate } from "../../src/core/log-template.js";
import { type LineRecord, SEVERITIES } from "../../src/core/record.js";
import { askReplay } from "../../test/support/ask-replay.js";
import {
  at,
  between,
  checkout,
  declaring,
  START,
  shopManifest,
  stock,
  WHOLE,
} from "../../test/support/recorded-shop.js";

type Line = ReturnType<typeof LineRecord.parse>;

const search = (params: Params<"logs.search">, logs?: readonly unknown[], manifest = shopManifest) =>
  askReplay({ capability: "logs.search", params }, logs === undefined ? undefined : { logs }, manifest);

const texts = async (params: Params<"logs.search">) =>
  (await search(params)).records.map((record) => (record.kind === "line" ? record.text : ""));

const randomLines: fc.Arbitrary<readonly Line[]> = fc.array(
  fc.record({
    kind: fc.constant("line" as const),
    entity: fc.constantFrom(checkout, stock),
    time: fc.integer({ min: -50, max: 700 }).map(at),
    severity: fc.constantFrom(...SEVERITIES),
    text: fc.constantFrom("Order 12 Placed", "order 7 placed", "payment failed: timeout", "é · \u{1F600} 4711"),
  }),
  { maxLength: 40 },
);

const filters = fc.record(
  {
    entity: fc.constantFrom(checkout, stock),
    contains: fc.constantFrom("ORDER", "timeout", "\u{1F600}", "nothing"),
    minSeverity: fc.constantFrom(
      "debug" as const,
      "info" as const,
      "warn" as const,
      "error" as const,
      "fatal" as const,
    ),
    limit: fc.integer({ min: 1, max: 12 }),
  },
  { requiredKeys: [] },
);

describe("logs.search", () => {
  it("finds a text whatever its case, from a severity upwards, in the lines of one entity", async () => {
    expect(await texts({ entity: checkout, contains: "TIMEOUT" })).toHaveLength(2);
    expect(await texts({ entity: stock, contains: "timeout" })).toEqual([]);
    expect(await texts({ minSeverity: "error" })).toEqual([
      "POST /stock failed: Timeout after 2500 ms",
      "POST /stock failed: timeout after 2600 ms",
      "    at Object.pay (pay.js:14:3)",
    ]);
  });

  it("finds exactly the lines that the naive filter finds, the newest of them last", async () => {
    await fc.assert(
      fc.asyncProperty(randomLines, filters, async (logs, params) => {
        const window = between(100, 500);
        const fitting = logs
          .filter(({ entity }) => params.entity === undefined || sameEntity(entity, params.entity))
          .filter(({ time }) => time !== null && time >= window.from && time < window.to)
          .filter(
            ({ text }) => params.contains === undefined || text.toLowerCase().includes(params.contains.toLowerCase()),
          )
          .filter(
            ({ severity }) =>
              params.minSeverity === undefined ||
              severity === "unknown" ||
              SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(params.minSeverity),
          )
          .sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
        const answer = await search({ ...params, window }, logs);
        const shown = answer.records.map(({ at: _, ...line }) => line);
        expect(shown).toEqual(fitting.slice(Math.max(0, fitting.length - (params.limit ?? 2_000))));
        const left = fitting.length - shown.length;
        expect(answer.omitted.reduce((sum, { count }) => sum + count, 0)).toBe(left);
      }),
    );
  });

  it("covers only what follows the newest line that it left out", async () => {
    const answer = await search({ window: WHOLE, limit: 2 });
    expect(answer.records).toHaveLength(2);
    expect(answer.coverage).toEqual([{ kinds: ["line"], entities: null, window: { from: at(300) + 1, to: WHOLE.to } }]);
    expect(answer.omitted).toContainEqual({
      what: "records up to 2023-11-14T22:18:20.000Z",
      why: "the answer was cut to 2 of 6 records",
      count: 4,
    });
  });

  it("covers nothing where a line that was left out tells no time", async () => {
    const answer = await search({ limit: 6 });
    expect(answer.records).toHaveLength(6);
    expect(answer.coverage).toEqual([]);
  });

  it("gives lines without a time only where no window was asked for", async () => {
    expect(await texts({ entity: stock })).toContain("clock is not set");
    const answer = await search({ entity: stock, window: WHOLE });
    expect(answer.records).toHaveLength(1);
    expect(answer.omitted).toEqual([{ what: "lines", why: "they tell no time", count: 1 }]);
  });

  it("says which lines a recorder did not keep", async () => {
    const answer = await search({ window: WHOLE }, undefined, declaring("logs", { minSeverity: "info" }));
    expect(answer.omitted).toContainEqual({ what: "lines milder than info", why: "not recorded", count: 0 });
  });

  it("tells lines of the previous instance only where the recorder marked them", async () => {
    expect((await search({ previous: true })).unavailable).toContain("does not tell one instance's lines");
    const marked = (text: string, previous: boolean) => ({
      kind: "line",
      entity: checkout,
      time: at(1),
      severity: "info",
      text,
      fields: { previous },
    });
    const logs = [marked("old", true), marked("new", false)];
    expect((await search({ previous: true }, logs)).records).toMatchObject([{ text: "old" }]);
    expect((await search({ previous: false }, logs)).records).toMatchObject([{ text: "new" }]);
    expect((await search({}, logs)).records).toHaveLength(2);
  });

  it("stays below a mebibyte of records", async () => {
    const logs = Array.from({ length: 40 }, (_, n) => ({
      kind: "line",
      entity: checkout,
      time: at(n),
      severity: "info",
      text: "é".repeat(20_000),
    }));
    const answer = await search({ window: WHOLE }, logs);
    expect(answer.records).toHaveLength(26);
    expect(answer.records.at(-1)).toMatchObject({ time: at(39) });
    expect(answer.omitted[0]?.count).toBe(14);
  });

  it("says the question in LogQL, with patterns that match text alone", async () => {
    const answer = await search({ entity: checkout, contains: 'a.*b"', minSeverity: "error" });
    expect(answer.asked).toBe(
      '{namespace="shop",service="checkout"} |~ "(?i)a\\\\.\\\\*b\\"" | level=~"error|fatal|unknown"',
    );
  });
});

describe("logs.templates", () => {
  it("counts the lines of each template as the naive grouping does, with the entity's lines as exposure", async () => {
    await fc.assert(
      fc.asyncProperty(randomLines, async (logs) => {
        const window = between(100, 500);
        const inside = logs.filter(({ time }) => time !== null && time >= window.from && time < window.to);
        const keyOf = (line: Pick<Line, "entity" | "severity">, template: string) =>
          `${entityKey(line.entity)}|${line.severity}|${template}`;
        const answer = await askReplay({ capability: "logs.templates", params: { window } }, { logs });
        const found = answer.records.flatMap((record) => (record.kind === "template" ? [record] : []));
        expect(new Set(found.map((one) => keyOf(one, one.template))).size).toBe(found.length);
        expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(inside.length);
        for (const one of found) {
          const lines = inside.filter((line) => keyOf(line, logTemplate(line.text)) === keyOf(one, one.template));
          const times = lines.map(({ time }) => time ?? 0);
          expect(one).toMatchObject({
            count: lines.length,
            first: Math.min(...times),
            last: Math.max(...times),
            window,
          });
          expect(one.of).toBe(inside.filter(({ entity }) => sameEntity(entity, one.entity)).length);
          expect(logTemplate(one.sample)).toBe(one.template);
        }
      }),
    );
  });

  it("shows the worst first, and covers nothing once it has to leave templates out", async () => {
    const answer = await askReplay({ capability: "logs.templates", params: { window: WHOLE, limit: 2 } });
    expect(answer.records).toMatchObject([{ severity: "error" }, { severity: "error" }]);
    expect(answer.coverage).toEqual([]);
    expect(answer.omitted).toContainEqual({
      what: "further records",
      why: "the answer was cut to 2 of 5 records",
      count: 3,
    });
  });

  it("keeps the exposure when milder lines are not shown", async () => {
    const answer = await askReplay({
      capability: "logs.templates",
      params: { window: { from: START, to: at(310) }, minSeverity: "error", entity: checkout },
    });
    expect(answer.records).toMatchObject([{ count: 1, of: 3 }]);
  });
});
