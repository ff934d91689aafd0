import { describe, expect, it } from "vitest";
import { progressTree } from "../../../src/cli/progress/progress-tree.js";
import type { ProgressWords } from "../../../src/cli/progress/progress-words.js";
import type { CallFile, CaseFile } from "../../../src/core/case-file.js";
import { visible } from "../../../src/report/visible.js";
import { exampleCase } from "../../support/example-case.js";

const words: ProgressWords = { visible, bestSoFar: () => "Not verified, best answer so far: lock contention" };
const { caseFile } = exampleCase();

function treeOf(file: CaseFile, width = 80): readonly string[] {
  return progressTree(file, words, { now: file.openedAt + 83_000, askedAt: () => file.openedAt + 82_200, width });
}

function pending(n: number): CallFile {
  const [call] = caseFile.calls;
  if (call === undefined) throw new Error("the example has calls");
  return { ...call, seat: "investigator", n: 100 + n, outcome: "pending", evidence: null, cost: 0 };
}

describe("progressTree", () => {
  it("shows title and age, seats with their budget, claims with their challenges, and the best answer as not verified", () => {
    const lines = treeOf(caseFile);
    expect(lines[0]).toContain(caseFile.investigation);
    expect(lines[0]).toMatch(/ {2}1 min 23 s$/);
    expect(lines.some((line) => /^├─ investigator: \S+, \d+ calls, \d+ left/.test(line))).toBe(true);
    expect(lines.some((line) => /^├─ verifier: \S+, \d+ calls, \d+ left/.test(line))).toBe(true);
    for (const claim of caseFile.claims.slice(-4))
      expect(lines.some((line) => line.includes(`claim ${claim.id}: `))).toBe(true);
    expect(lines.some((line) => /survived \d+ of \d+ challenges/.test(line))).toBe(true);
    expect(lines.at(-1)).toBe("└─ Not verified, best answer so far: lock contention");
  });

  it("shows each running question with its age, and how many more there are", () => {
    const lines = treeOf({ ...caseFile, calls: Array.from({ length: 8 }, (_, n) => pending(n)) });
    expect(lines.filter((line) => /\? .+ {2}0\.8 s$/.test(line))).toHaveLength(6);
    expect(lines.some((line) => line.includes("and 2 more"))).toBe(true);
  });

  it("says when nothing is claimed", () => {
    expect(treeOf({ ...caseFile, claims: [] }).at(-1)).toBe("└─ nothing is claimed yet");
  });

  it("fits the width that it is given, whatever the names are, and steers no terminal", () => {
    const incident = { ...caseFile.incident, title: `\u001b[2J\r\n${"長い".repeat(300)}\u202e` };
    for (const width of [40, 79, 80]) {
      for (const line of treeOf({ ...caseFile, incident }, width)) {
        expect([...line].length).toBeLessThanOrEqual(width);
        expect(line).toBe(visible(line));
      }
    }
  });
});
