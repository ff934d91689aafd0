import { describe, expect, it } from "vitest";
import type { Coverage } from "../../../src/core/answer.js";
import { unavailable } from "../../../src/core/answer.js";
import { parseEntity } from "../../../src/core/entity.js";
import type { Query } from "../../../src/core/query.js";
import type { Window } from "../../../src/core/time.js";
import { Facts } from "../../../src/diagnosis/assertions/facts.js";
import { madeEvidence, madeState } from "../../support/made-evidence.js";

const WINDOW: Window = { from: 0, to: 100 };
const ORDERS = parseEntity("orders");
const NODE = parseEntity("node:n1");

function looked(query: Query, ...coverage: readonly Coverage[]): Facts {
  return new Facts([madeEvidence(query, [], coverage)]);
}
const all = (kind: string, window: Window | null = WINDOW): Coverage => ({ kinds: [kind], entities: null, window });

describe("what was looked at", () => {
  it("rule 1: a capability covers its own kinds and aspects alone, whatever the answer declares", () => {
    const facts = looked(
      { capability: "logs.search", params: {} },
      { kinds: ["line", "span"], entities: null, window: WINDOW },
    );
    expect(facts.covered("line", ORDERS, WINDOW)).toBe(true);
    expect(facts.covered("span", ORDERS, WINDOW)).toBe(false);
    const sessions = looked({ capability: "database.activity", params: { database: ORDERS } }, all("state"));
    expect(sessions.covered("state", ORDERS, WINDOW, { aspect: "session" })).toBe(true);
    expect(sessions.covered("state", ORDERS, WINDOW, { aspect: "setting" })).toBe(false);
  });

  it("rule 2: a question about one entity covers that one, unless the answer names others", () => {
    const asked: Query = { capability: "logs.search", params: { entity: ORDERS } };
    expect(looked(asked, all("line")).covered("line", ORDERS, WINDOW)).toBe(true);
    expect(looked(asked, all("line")).covered("line", NODE, WINDOW)).toBe(false);
    expect(looked(asked, all("line")).covered("line", null, WINDOW)).toBe(false);
    expect(looked(asked, { kinds: ["line"], entities: [NODE], window: WINDOW }).covered("line", NODE, WINDOW)).toBe(
      true,
    );
  });

  it("rule 3: a question for one role or metric covers that one alone", () => {
    const byRole = looked({ capability: "metrics.range", params: { window: WINDOW, role: "cpu" } }, all("series"));
    expect(byRole.covered("series", ORDERS, WINDOW, { series: { role: "cpu" } })).toBe(true);
    expect(byRole.covered("series", ORDERS, WINDOW, { series: { role: "memory" } })).toBe(false);
    expect(byRole.covered("series", ORDERS, WINDOW)).toBe(false);
    const byName = looked({ capability: "metrics.range", params: { window: WINDOW, metric: "up" } }, all("series"));
    expect(byName.covered("series", ORDERS, WINDOW, { series: { metric: "up" } })).toBe(true);
    expect(byName.covered("series", ORDERS, WINDOW, { series: { role: "availability" } })).toBe(false);
  });

  it("rule 4: a search covers what its text and severity let pass", () => {
    const search = looked(
      { capability: "logs.search", params: { contains: "Refused", minSeverity: "warn" } },
      all("line"),
    );
    expect(search.covered("line", ORDERS, WINDOW, { texts: ["connection refused"], minSeverity: "error" })).toBe(true);
    expect(search.covered("line", ORDERS, WINDOW, { texts: ["connection refused"], minSeverity: "info" })).toBe(false);
    expect(search.covered("line", ORDERS, WINDOW, { texts: ["refused", "reset"], minSeverity: "error" })).toBe(false);
    expect(search.covered("line", ORDERS, WINDOW)).toBe(false);
  });

  it("rule 5: spans asked by duration cover nothing", () => {
    const slow = looked({ capability: "traces.search", params: { window: WINDOW, minDurationMs: 5 } }, all("span"));
    expect(slow.covered("span", ORDERS, WINDOW)).toBe(false);
  });

  it("rule 6: objects asked by namespace and name cover those that fit", () => {
    const asked: Query = { capability: "cluster.objects", params: { kind: "pod", namespace: "shop", name: "a-1" } };
    const facts = looked(asked, all("state", null));
    expect(facts.covered("state", parseEntity("pod:shop/a-1"), null, { aspect: "object" })).toBe(true);
    expect(facts.covered("state", parseEntity("pod:shop/a-2"), null, { aspect: "object" })).toBe(false);
    expect(facts.covered("state", parseEntity("pod:other/a-1"), null, { aspect: "object" })).toBe(false);
    expect(facts.covered("state", NODE, null, { aspect: "object" })).toBe(false);
  });

  it("rule 6: objects asked by an aspect cover that aspect, others the object and what they show", () => {
    const covers = (
      kind: string,
      aspect: "process" | "object",
      ...shown: readonly ReturnType<typeof madeState>[]
    ): boolean =>
      new Facts([
        madeEvidence({ capability: "cluster.objects", params: { kind, entity: ORDERS } }, shown, [
          { kinds: ["state"], entities: [ORDERS], window: null },
        ]),
      ]).covered("state", ORDERS, null, { aspect });
    expect(covers("process", "process")).toBe(true);
    expect(covers("process", "object")).toBe(false);
    expect(covers("service", "object")).toBe(true);
    expect(covers("service", "process")).toBe(false);
    expect(covers("service", "process", madeState("orders", "process", { running: true }))).toBe(true);
  });

  it("rule 7: several answers cover a window in pieces; a hole or a snapshot covers none", () => {
    const asked: Query = { capability: "logs.search", params: {} };
    const piece = (from: number, to: number): Coverage => all("line", { from, to });
    expect(looked(asked, piece(50, 100), piece(0, 60)).covered("line", ORDERS, WINDOW)).toBe(true);
    expect(looked(asked, piece(50, 100), piece(0, 49)).covered("line", ORDERS, WINDOW)).toBe(false);
    expect(looked(asked, all("line", null)).covered("line", ORDERS, WINDOW)).toBe(false);
    expect(looked(asked, all("line", null)).covered("line", ORDERS, null)).toBe(true);
  });

  it("counts no answer that could not say", () => {
    const evidence = madeEvidence({ capability: "logs.search", params: {} }, [], [all("line")]);
    const silent = { ...evidence, answer: { ...unavailable("no such stream"), coverage: evidence.answer.coverage } };
    expect(new Facts([silent]).covered("line", ORDERS, WINDOW)).toBe(false);
  });
});
