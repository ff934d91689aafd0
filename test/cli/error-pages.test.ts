import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { exitCodeOf } from "../../src/cli/exit-code.js";
import { ERROR_CODES, type ErrorCode } from "../../src/core/errors.js";

const FOLDER = new URL("../../docs/errors/", import.meta.url);
const CODES = Object.keys(ERROR_CODES) as ErrorCode[];

describe("docs/errors", () => {
  it.each(CODES)("has a page for %s that says its meaning and its exit code", (code) => {
    const page = readFileSync(new URL(`${code}.md`, FOLDER), "utf8");
    const lines = page.split("\n");
    expect(lines[0]).toBe(`# ${code}`);
    expect(lines[2]?.toLowerCase()).toBe(
      `${ERROR_CODES[code]}. the command ends with exit code ${exitCodeOf(code)}.`.toLowerCase(),
    );
    expect(page).toContain("## What it means");
    expect(page).toContain("## What to do");
  });

  it("has no page for a code that there is not", () => {
    expect(readdirSync(FOLDER).toSorted()).toEqual(CODES.map((code) => `${code}.md`).toSorted());
  });
});
