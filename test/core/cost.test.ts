import { describe, expect, it } from "vitest";
import { costOf } from "../../src/core/cost.js";
import type { Query } from "../../src/core/query.js";

const objects = (params: { kind: string; detail?: boolean; name?: string }): Query => ({
  capability: "cluster.objects",
  params,
});

describe("costOf", () => {
  const priced = {
    cost: 1,
    costs: [
      { when: { kind: "deployment", detail: true }, cost: 2 },
      { when: { name: null }, cost: 5 },
    ],
  };

  it("is what the first rule that fits says, and otherwise what all others cost", () => {
    expect(costOf(priced, objects({ kind: "deployment", detail: true }))).toBe(2);
    expect(costOf(priced, objects({ kind: "pod" }))).toBe(5);
    expect(costOf(priced, objects({ kind: "pod", name: "oven", detail: true }))).toBe(1);
    expect(costOf({ cost: 3 }, objects({ kind: "pod" }))).toBe(3);
  });
});
