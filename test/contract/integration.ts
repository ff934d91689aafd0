/**
 * What every integration promises, whatever it speaks to. A suite hands in an integration, an `Io` with scripted
 * answers, and questions; each tool must be asked at least once.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Answer, type Answer as AnswerType } from "../../src/core/answer.js";
import { CAPABILITIES } from "../../src/core/capability.js";
import type { Integration, Io, Tool } from "../../src/core/ports/integration.js";
import { Query } from "../../src/core/query.js";
import type { TelemetryRecord } from "../../src/core/record.js";
import { type Instant, type Window, windowContains, windowCovers } from "../../src/core/time.js";

export interface IntegrationSubject {
  readonly name: string;
  readonly integration: Integration;
  /** A fresh one for each call, scripted for the questions below. */
  readonly io: () => Io;
  readonly questions: readonly Query[];
  /** What the bytes of a record say, read without the integration's parser; left out where a slice is no document of its own. */
  readonly readSlice?: (slice: Uint8Array) => unknown;
}

const never = new AbortController().signal;

export function integrationContract(subject: IntegrationSubject): void {
  const { integration, questions } = subject;
  const asked = questions.map((query) => ({ query, tool: toolFor(integration, query) }));
  const bytesOf = ({ query, tool }: { readonly query: Query; readonly tool: Tool }): Promise<Uint8Array> =>
    tool.fetch(query, subject.io(), never);

  describe(`${subject.name} keeps the contract of integrations`, () => {
    it("declares tools that only read, with ids of their own", () => {
      expect(integration.tools.length).toBeGreaterThan(0);
      for (const tool of integration.tools) {
        expect(tool.effect).toBe("read");
        expect(tool.id).toBe(`${integration.manifest.name}.${tool.capability}`);
        expect(tool.cost).toBeGreaterThan(0);
        expect(tool.timeoutMs).toBeGreaterThan(0);
        expect(tool.parser).toMatch(/^[a-z][A-Za-z0-9._-]*\/\d+$/);
      }
      expect(new Set(integration.tools.map(({ id }) => id)).size).toBe(integration.tools.length);
      expect(integration.instance).toMatch(new RegExp(`^${integration.manifest.name}/[A-Za-z0-9]`));
    });

    it("is asked at least once for each of its tools, with questions that fit the vocabulary", () => {
      const asking = new Set(questions.map(({ capability }) => capability));
      expect([...asking].sort()).toEqual(integration.tools.map(({ capability }) => capability).sort());
      for (const query of questions) expect(Query.safeParse(query).success).toBe(true);
    });

    it("reaches nothing that a tool does not declare", async () => {
      for (const one of asked) {
        const touched: string[] = [];
        await one.tool.fetch(one.query, watched(subject.io(), touched), never);
        for (const stream of touched) expect(one.tool.requests.recordingStreams).toContain(stream);
      }
    });

    it("rejects when it is aborted", async () => {
      for (const { query, tool } of asked) {
        await expect(tool.fetch(query, subject.io(), AbortSignal.abort(new Error("stop")))).rejects.toThrow("stop");
      }
    });

    it("gives the same bytes for the same question, and the same answer for the same bytes", async () => {
      for (const one of asked) {
        const bytes = await bytesOf(one);
        expect(await bytesOf(one)).toEqual(bytes);
        expect(one.tool.parse(bytes, one.query)).toEqual(one.tool.parse(bytes.slice(), one.query));
      }
    });

    it("answers in the vocabulary, with the kinds of records that its capability has", async () => {
      for (const one of asked) {
        const answer = one.tool.parse(await bytesOf(one), one.query);
        expect(Answer.safeParse(answer).error).toBeUndefined();
        const kinds: readonly string[] = CAPABILITIES[one.query.capability].records;
        for (const { kind } of answer.records) expect(kinds).toContain(kind);
        for (const part of answer.coverage) for (const kind of part.kinds) expect(kinds).toContain(kind);
        if (answer.unavailable !== null) expect([answer.records, answer.coverage]).toEqual([[], []]);
      }
    });

    it("covers and tells nothing outside of the window asked for", async () => {
      for (const one of asked) {
        const window = windowOf(one.query);
        if (window === null) continue;
        const answer = one.tool.parse(await bytesOf(one), one.query);
        for (const part of answer.coverage)
          if (part.window !== null) expect(windowCovers(window, part.window)).toBe(true);
        for (const time of answer.records.flatMap(timesOf)) expect(windowContains(window, time)).toBe(true);
      }
    });

    it("ties each record to bytes of its own", async () => {
      for (const one of asked) {
        const bytes = await bytesOf(one);
        let end = 0;
        for (const record of one.tool.parse(bytes, one.query).records) {
          const [from, to] = record.at;
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(bytes.length);
          end = to;
          const { at: _at, ...content } = record;
          if (subject.readSlice !== undefined) expect(subject.readSlice(bytes.slice(from, to))).toEqual(content);
        }
      }
    });

    it("never throws on any bytes, and its answer stays in the vocabulary", () => {
      fc.assert(
        fc.property(fc.constantFrom(...asked), fc.uint8Array({ maxLength: 400 }), ({ query, tool }, bytes) => {
          expect(Answer.safeParse(tool.parse(bytes, query)).success).toBe(true);
        }),
      );
    });

    it("never throws on damaged bytes, and damage never turns what was there into absence", async () => {
      const whole = await Promise.all(asked.map(async (one) => ({ ...one, bytes: await bytesOf(one) })));
      fc.assert(
        fc.property(fc.constantFrom(...whole), fc.array(damage, { minLength: 1, maxLength: 3 }), (one, damages) => {
          const answer = one.tool.parse(one.bytes, one.query);
          const damaged = one.tool.parse(
            damages.reduce((bytes, hit) => hit(bytes), one.bytes),
            one.query,
          );
          expect(Answer.safeParse(damaged).success).toBe(true);
          if (damaged.records.length < answer.records.length) expect(coversWindow(damaged)).toBe(false);
        }),
        { numRuns: 300 },
      );
    });
  });
}

function toolFor(integration: Integration, query: Query): Tool {
  const tool = integration.tools.find(({ capability }) => capability === query.capability);
  if (tool === undefined) throw new Error(`the integration has no tool for ${query.capability}`);
  return tool;
}

function watched(io: Io, touched: string[]): Io {
  return {
    recording(stream, signal) {
      touched.push(stream);
      return io.recording(stream, signal);
    },
  };
}

function windowOf({ params }: Query): Window | null {
  return "window" in params && params.window !== undefined ? params.window : null;
}

/** When what a record tells of was; an alert or an edge may have begun before the window. */
function timesOf(record: TelemetryRecord): readonly Instant[] {
  switch (record.kind) {
    case "line":
    case "event":
    case "change":
    case "state":
      return record.time === null ? [] : [record.time];
    case "span":
      return [record.start];
    case "series":
      return record.times;
    case "template":
      return [record.first, record.last].filter((time) => time !== null);
    default:
      return [];
  }
}

function coversWindow(answer: AnswerType): boolean {
  return answer.coverage.some(({ kinds }) => kinds.length > 0);
}

/** The end cut off, a byte made another, a part taken out. */
const damage: fc.Arbitrary<(bytes: Uint8Array) => Uint8Array> = fc
  .tuple(
    fc.constantFrom("cut", "flip", "take"),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.integer({ min: 1, max: 255 }),
  )
  .map(([how, place, amount]) => (bytes) => {
    const at = Math.min(bytes.length - 1, Math.floor(place * bytes.length));
    if (how === "cut" || bytes.length === 0) return bytes.slice(0, Math.max(0, at));
    if (how === "take") return Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(at + amount)]);
    return bytes.map((byte, index) => (index === at ? byte ^ amount : byte));
  });
