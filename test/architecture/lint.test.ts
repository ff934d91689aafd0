import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { PROJECT_ROOT } from "./cruise-project.js";

/** Rule, or `plugin` for our own; file; the line that must be refused. */
type Case = readonly [rule: string, file: string, source: string];

const REFUSED: readonly Case[] = [
  ["style/noEnum", "src/gate/enum.ts", "export enum Colour { Red }"],
  ["style/noDefaultExport", "src/gate/default-export.ts", "export default function load(): void {}"],
  ["suspicious/noExplicitAny", "src/gate/any.ts", "export const value: any = 1;"],
  ["style/noNonNullAssertion", "src/gate/non-null.ts", "export const size = (text?: string) => text!.length;"],
  ["style/noParameterProperties", "src/gate/property.ts", "export class A { constructor(readonly b: string) {} }"],
  ["style/noNamespace", "src/gate/namespace.ts", "export namespace Names { export const one = 1; }"],
  ["performance/noBarrelFile", "src/gate/barrel.ts", `export { one } from "./enum.js";`],
  ["performance/noReExportAll", "src/index.ts", `export * from "./gate/enum.js";`],
  ["style/useFilenamingConvention", "src/gate/camelCase.ts", "export const one = 1;"],
  ["style/useNodejsImportProtocol", "src/gate/protocol.ts", `import "fs";`],
  ["suspicious/noConsole", "src/gate/console.ts", `console.log("text");`],
  ["nursery/noFloatingPromises", "src/gate/floating.ts", "async function wait() { await 1; }\nwait();"],
  ["style/noRestrictedGlobals", "src/journal/fetch.ts", `export const answer = fetch("https://example.org");`],
  ["correctness/noNodejsModules", "src/diagnosis/disk.ts", `import "node:fs";`],
  ["correctness/noProcessGlobal", "src/minds/process.ts", "export const environment = process.env;"],
  ["style/noRestrictedImports", "src/core/digest.ts", `import { randomBytes } from "node:crypto";`],
  ["plugin", "src/diagnosis/clock.ts", "export const now = Date.now();"],
  ["plugin", "src/investigation/clock.ts", "export const now = new Date();"],
  ["plugin", "src/minds/chance.ts", "export const chance = Math.random();"],
  ["style/noRestrictedGlobals", "integrations/loki/fetch.ts", `export const answer = fetch("https://example.org");`],
  ["style/noRestrictedGlobals", "integrations/loki/global.ts", "export const door = globalThis.fetch;"],
  ["style/noRestrictedGlobals", "integrations/loki/function.ts", `export const code = new Function("return 1");`],
  ["style/noRestrictedGlobals", "integrations/loki/process.ts", "export const secret = process.env;"],
  ["security/noGlobalEval", "integrations/loki/eval.ts", `export const code = eval("1");`],
  ["style/noRestrictedImports", "integrations/loki/disk.ts", `import "node:fs";`],
  ["correctness/noNodejsModules", "integrations/loki/bare.ts", `import "fs";`],
  ["style/noRestrictedImports", "integrations/loki/lazy.ts", `export const fs = import("node:fs");`],
];

const ACCEPTED: readonly (readonly [file: string, source: string])[] = [
  ["src/cli/print.ts", `console.log("text");`],
  ["evals/suites/print.ts", `console.log("text");`],
  ["src/gate/io.ts", `export const answer = fetch("https://example.org");`],
  ["src/diagnosis/instant.ts", "export const start = new Date(0).toISOString();"],
  ["integrations/loki/adapter.test.ts", `import "node:fs";\n\nexport const environment = process.env;`],
  ["some-tool.config.ts", "export default {};"],
];

const Report = z.object({
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string() }) })),
});

/** Lints sources with this repository's own configuration, and gives `rule in file` for each finding. */
function findingsIn(sources: readonly (readonly [file: string, source: string])[]): Set<string> {
  const root = mkdtempSync(join(tmpdir(), "inquest-lint-"));
  try {
    for (const path of ["biome.jsonc", ".ci/time-and-chance.grit"]) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      cpSync(join(PROJECT_ROOT, path), join(root, path));
    }
    for (const [file, source] of sources) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), `${source}\n`);
    }
    const biome = join(PROJECT_ROOT, "node_modules/@biomejs/biome/bin/biome");
    const args = [biome, "lint", "--reporter=json", "--max-diagnostics=none"];
    const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
    const { diagnostics } = Report.parse(JSON.parse(stdout));
    return new Set(diagnostics.map(({ category, location }) => `${category.replace("lint/", "")} in ${location.path}`));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

describe("what the house style forbids", () => {
  let found: Set<string>;
  beforeAll(() => {
    found = findingsIn(REFUSED.map(([, file, source]) => [file, source]));
  });

  it.each(REFUSED)("is refused by %s in %s", (rule, file) => {
    expect(found).toContain(`${rule} in ${file}`);
  });
});

describe("what a place is excepted from", () => {
  it("is accepted there", () => {
    expect([...findingsIn(ACCEPTED)]).toEqual([]);
  });
});
