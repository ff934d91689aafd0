import { describe, expect, it } from "vitest";
import { nearest } from "../../src/cli/nearest.js";

const COMMANDS = ["investigate", "integrations", "list", "show", "trace", "replay", "review", "journal", "kill"];

describe("nearest", () => {
  it.each([
    ["investgate", "investigate"],
    ["investiagte", "investigate"],
    ["lsit", "list"],
    ["shwo", "show"],
    ["reveiw", "review"],
    ["jornal", "journal"],
    ["kil", "kill"],
  ])("takes `%s` for `%s`", (word, meant) => {
    expect(nearest(word, COMMANDS)).toBe(meant);
  });

  it.each(["", "frobnicate", "xyz"])("takes `%s` for nothing", (word) => {
    expect(nearest(word, COMMANDS)).toBeNull();
  });

  it("does not lose itself in a word of a megabyte", () => {
    expect(nearest("z".repeat(1_000_000), COMMANDS)).toBeNull();
  });
});
