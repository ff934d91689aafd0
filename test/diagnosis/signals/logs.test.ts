import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEntity } from "../../../src/core/entity.js";
import { logTemplate } from "../../../src/core/log-template.js";
import { evaluate } from "../../../src/diagnosis/assertions/evaluate.js";
import { Facts } from "../../../src/diagnosis/assertions/facts.js";
import { logTemplates } from "../../../src/diagnosis/signals/log-templates.js";
import { TemplateMiner } from "../../../src/diagnosis/signals/template-miner.js";
import { logsAnswer, madeEvidence, madeLine } from "../../support/made-evidence.js";
import { ALL, CONTEXT, observe, processorMs, REFERENCE, WINDOW } from "./observe.js";

const served = Array.from({ length: 120 }, (_, index) =>
  madeLine("orders", index * 5_000, `served GET /orders/${index} in ${index}ms`),
);

describe("the template miner", () => {
  it("gives lines that differ in what varies one group", () => {
    const miner = new TemplateMiner();
    const groups = [
      "connected to 10.0.0.1:5432 as alice in 3ms",
      "connected to 10.0.0.2:5432 as alice in 14ms",
      "connected to 10.0.0.2:5432 as bob in 9ms",
      "order 17 was accepted",
    ].map((line) => miner.add(line));
    expect(groups).toEqual([0, 0, 0, 1]);
    expect(miner.template(0)).toBe("connected to <*> as <*> in <*>");
    expect(miner.constantPart(1, "order 17 was accepted")).toBe("was accepted");
  });

  it("keeps messages apart that share no words", () => {
    const miner = new TemplateMiner();
    expect(miner.add("cache miss for key a")).not.toBe(miner.add("lock wait on table b"));
  });

  it("invariant 3: the same lines in the same order give the same groups, and a repeated line its own again", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(fc.constantFrom("a", "b", "c9", "=", "err"), { maxLength: 6 }).map((words) => words.join(" ")),
        ),
        (lines) => {
          const [one, other] = [new TemplateMiner(), new TemplateMiner()];
          expect(lines.map((line) => one.add(line))).toEqual(lines.map((line) => other.add(line)));
          const settled = lines.map((line) => one.add(line));
          expect(lines.map((line) => one.add(line))).toEqual(settled);
        },
      ),
    );
  });

  it("adversarial: invariants 1 and 2: lines made to differ in every word stay bounded in groups and time", () => {
    const letters = (index: number): string =>
      index.toString(26).replace(/\d/g, (digit) => "qrstuvwxyz"[Number(digit)] ?? "");
    const lines = Array.from({ length: 20_000 }, (_, index) =>
      Array.from({ length: 60 }, (_, word) => letters(index * 61 + word)).join(" "),
    );
    const miner = new TemplateMiner();
    const cost = processorMs(() => {
      for (const line of lines) miner.add(line);
    });
    expect(miner.size).toBeLessThanOrEqual(2_000);
    expect(cost).toBeLessThan(4_000);
    expect(miner.add("x".repeat(10_000_000))).toBeGreaterThanOrEqual(0);
  });
});

describe("log templates", () => {
  const waits = Array.from({ length: 9 }, (_, index) =>
    madeLine("orders", 400_000 + index * 2_000, `lock wait of ${index}ms on row ${index}`, "warn"),
  );

  it("sees a message that the reference never had, from its first line on", () => {
    const [seen, ...rest] = observe(logTemplates, [logsAnswer(ALL, ...served, ...waits)]);
    expect(rest).toEqual([]);
    expect(seen).toMatchObject({ signal: "logs", direction: "appeared", onset: { at: 400_000, latest: 400_000 } });
  });

  it("names it so that a claim about novelty can be checked", () => {
    const answer = logsAnswer(ALL, ...served, ...waits);
    const [seen] = observe(logTemplates, [answer]);
    const template = seen?.subject ?? "";
    expect(logTemplate(waits[0]?.text ?? "")).toContain(template);
    const claim = {
      kind: "novel",
      entity: parseEntity("orders"),
      template,
      window: WINDOW,
      reference: REFERENCE,
      factor: 2,
    } as const;
    expect(evaluate(claim, new Facts([answer])).truth).toBe("holds");
  });

  it("sees a rate jump, and from when on", () => {
    const rare = [1, 2].map((index) => madeLine("orders", index * 100_000, `retry of call ${index}`, "warn"));
    const many = Array.from({ length: 80 }, (_, index) =>
      madeLine("orders", 450_000 + index * 1_000, `retry of call ${index}`, "warn"),
    );
    const [seen] = observe(logTemplates, [logsAnswer(ALL, ...rare, ...many)]);
    expect(seen).toMatchObject({ direction: "up" });
    expect(Math.abs((seen?.onset?.at ?? 0) - 450_000)).toBeLessThan(15_000);
  });

  it("sees nothing where all goes on as before, nor in a few harmless new lines", () => {
    const chatter = [1, 2].map((index) => madeLine("orders", 400_000 + index, "configuration reloaded"));
    expect(observe(logTemplates, [logsAnswer(ALL, ...served, ...chatter)])).toEqual([]);
  });

  it("sees a level rise that no single message makes", () => {
    const words = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel"];
    const failures = words.map((word, index) =>
      madeLine("orders", 500_000 + index, `${word} broke its ${words[7 - index]} in ${word}land`, "error"),
    );
    const seen = observe(logTemplates, [logsAnswer(ALL, ...served, ...failures)]);
    expect(seen.filter(({ detector }) => detector === "log-levels")).toMatchObject([
      { direction: "appeared", size: 8 },
    ]);
  });

  it("tells bad lines without a time as a state of things, and makes nothing new of them", () => {
    const line = madeLine("orders", null, "panic: index out of range", "error");
    const [seen] = observe(logTemplates, [logsAnswer(ALL, line)], { ...CONTEXT, reference: null });
    expect(seen).toMatchObject({ direction: "is", onset: null });
  });

  it("makes nothing new of what the reference was not looked at for", () => {
    const newest = madeEvidence({ capability: "logs.search", params: { window: ALL, limit: 9 } }, waits, [
      { kinds: ["line"], entities: null, window: { from: 400_000, to: ALL.to } },
    ]);
    expect(observe(logTemplates, [newest])).toMatchObject([{ direction: "is", onset: null }]);
  });

  it("compares warnings with a reference that was searched for warnings", () => {
    const warnings = madeEvidence({ capability: "logs.search", params: { window: ALL, minSeverity: "warn" } }, waits, [
      { kinds: ["line"], entities: null, window: ALL },
    ]);
    expect(observe(logTemplates, [warnings])).toMatchObject([{ direction: "appeared" }]);
  });

  it("counts what a source has grouped itself", () => {
    const group = (window: typeof WINDOW, count: number, template: string) =>
      ({
        kind: "template",
        entity: parseEntity("orders"),
        severity: "error",
        template,
        count,
        of: 500,
        window,
        first: window.from + 7,
        last: window.to - 1,
        sample: template,
      }) as const;
    const groups = madeEvidence(
      { capability: "logs.templates", params: { window: ALL } },
      [
        group(REFERENCE, 3, "retry of call <*>"),
        group(WINDOW, 4, "retry of call <*>"),
        group(WINDOW, 30, "lock wait of <*>"),
      ],
      [{ kinds: ["template"], entities: null, window: ALL }],
    );
    expect(observe(logTemplates, [groups])).toMatchObject([{ subject: "lock wait of <*>", onset: { at: 300_007 } }]);
  });
});
