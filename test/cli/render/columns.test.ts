import { describe, expect, it } from "vitest";
import { columns, instantWords } from "../../../src/cli/render/columns.js";

describe("columns", () => {
  it("makes each column as wide as its widest cell, without spaces at the end", () => {
    expect(
      columns([
        ["A", "BB", "C"],
        ["aaa", "b", ""],
        ["", "b", "cccc"],
      ]),
    ).toBe("A    BB  C\naaa  b\n     b   cccc\n");
    expect(columns([])).toBe("");
  });

  it("writes instants in UTC", () => {
    expect(instantWords(Date.UTC(2026, 2, 1, 3, 14))).toBe("2026-03-01 03:14:00");
  });
});
