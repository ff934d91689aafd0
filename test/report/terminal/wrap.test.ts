import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellWidth, wrap } from "../../../src/report/terminal/wrap.js";

describe("wrapping", () => {
  it("keeps every character but the spaces at which it breaks, and no line over the width", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", "b", " ", "名", "e\u0301", "😀"), maxLength: 200 }),
        fc.integer({ min: 4, max: 40 }),
        (text, width) => {
          const lines = wrap(text, width);
          expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
          for (const line of lines) expect(cellWidth(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  it("fills lines before it breaks them", () => {
    expect(wrap("one two three four", 9)).toEqual(["one two", "three", "four"]);
  });
});
