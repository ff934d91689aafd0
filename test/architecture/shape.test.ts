import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { CRUISED_FOLDERS, PROJECT_ROOT } from "./cruise-project.js";

describe("the shape of the source", () => {
  it("has no folder that is named for nothing", () => {
    const folders = CRUISED_FOLDERS.map((folder) => join(PROJECT_ROOT, folder))
      .filter((folder) => existsSync(folder))
      .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isDirectory());
    expect(folders.length).toBeGreaterThan(0);
    expect(folders.filter(({ name }) => /^(?:utils?|helpers?|common|misc|shared)$/.test(basename(name)))).toEqual([]);
  });

  it("keeps the wiring on a page: src/app.ts has at most 150 lines", (context) => {
    const app = join(PROJECT_ROOT, "src/app.ts");
    context.skip(!existsSync(app), "src/app.ts is not written yet");
    expect(readFileSync(app, "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(150);
  });
});
