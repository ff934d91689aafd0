import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

describe("src/app.ts", () => {
  it("is wiring only, on a screen or three: at most 150 lines", () => {
    const text = readFileSync(new URL("../src/app.ts", import.meta.url), "utf8");
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(150);
  });
});
