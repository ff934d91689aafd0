import { describe, expect, it } from "vitest";
import { wantsColour } from "../../src/cli/terminal.js";

const TTY = { isTTY: true };

describe("wantsColour", () => {
  it.each<[string, boolean, Record<string, string>, { isTTY?: boolean }, boolean]>([
    ["a terminal", true, {}, TTY, true],
    ["a pipe", true, {}, {}, false],
    ["--no-color", false, { FORCE_COLOR: "1" }, TTY, false],
    ["NO_COLOR", true, { NO_COLOR: "1", FORCE_COLOR: "1" }, TTY, false],
    ["an empty NO_COLOR, which says nothing", true, { NO_COLOR: "" }, TTY, true],
    ["FORCE_COLOR in a pipe", true, { FORCE_COLOR: "1" }, {}, true],
    ["FORCE_COLOR=0", true, { FORCE_COLOR: "0" }, TTY, false],
    ["a dumb terminal", true, { TERM: "dumb" }, TTY, false],
  ])("decides for %s", (_, flag, env, stream, wanted) => {
    expect(wantsColour(flag, env, stream)).toBe(wanted);
  });
});
