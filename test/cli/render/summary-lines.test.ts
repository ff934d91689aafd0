import { describe, expect, it } from "vitest";
import { summaryLines } from "../../../src/cli/render/summary-lines.js";
import { summarise } from "../../../src/investigation/summarise.js";
import { visible } from "../../../src/report/visible.js";
import { exampleCase } from "../../support/example-case.js";

describe("summaryLines", () => {
  it("says that there is nothing yet", () => {
    expect(summaryLines([], visible)).toContain("no investigations yet");
  });

  it("shows an investigation on one line, escaped, and one that cannot be read beside it", () => {
    const summary = { ...summarise(exampleCase().caseFile), title: "a\nb\u001b[31m" };
    const unreadable = {
      kind: "unreadable",
      investigation: "inv-x",
      openedAt: 0,
      why: "body `abc` is missing",
    } as const;
    const lines = summaryLines([summary, unreadable], visible).split("\n");
    expect(lines).toHaveLength(4);
    expect(lines[1]).toContain(String.raw`a\nb\u{1b}[31m`);
    expect(lines[1]).toMatch(/Finding +\d+ % +[a-z]+\/[a-z-]+ at /);
    expect(lines[2]).toMatch(/^inv-x +1970-01-01 00:00:00 +unreadable +body `abc` is missing$/);
  });
});
