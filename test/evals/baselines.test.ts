import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readScorecards } from "../../evals/harness/stored-scorecard.js";
import { recordingsIn } from "../../evals/suites/recordings/recorded-cases.js";
import { PROJECT_ROOT } from "../architecture/cruise-project.js";

const FOLDER = join(PROJECT_ROOT, "evals", "baselines");

describe("the committed baselines", () => {
  it("can be compared with, each under the name of its suite", async () => {
    const files = readdirSync(FOLDER);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const cards = await readScorecards(join(FOLDER, file));
      expect(cards.map(({ suite }) => `${suite}.json`)).toEqual([file]);
    }
  });

  it("hold a result for each committed recording, from its alert and from a bare scope", async () => {
    const names = (await recordingsIn(null)).flatMap(({ name }) => [name, `${name}@scope`]);
    const [card] = await readScorecards(join(FOLDER, "recordings.json"));
    expect(Object.keys(card?.results ?? {}).sort()).toEqual(names.sort());
    // What the scorecard calls right is not taken from a run that stood for a wrong answer.
    expect(Object.values(card?.results ?? {}).filter(({ sureAndWrong }) => sureAndWrong)).toEqual([]);
  });
});
