import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");

/** Every module that `start` loads before it does anything: static imports only, types left out. */
function loadedBy(start: string): { readonly files: readonly string[]; readonly packages: readonly string[] } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    const text = readFileSync(file, "utf8");
    for (const [, clause = "", name = ""] of text.matchAll(/^import (?!type )([^;]*?)\s*(?:from )?"([^"]+)";/gm)) {
      if (/^\{(\s*type \w+( as \w+)?,?)+\s*\}$/.test(clause)) continue;
      if (!name.startsWith(".")) packages.add(name);
      else visit(join(dirname(file), name.replace(/\.js$/, ".ts")));
    }
  };
  visit(start);
  return {
    files: [...files].map((file) => relative(ROOT, file)),
    packages: [...packages].filter((name) => !name.startsWith("node:")),
  };
}

describe("what `inquest --help` loads", () => {
  const { files, packages } = loadedBy(join(ROOT, "src/cli/main.ts"));

  it("is commander, and what colours text, and nothing else from npm: no zod, no cedar, no store", () => {
    expect(packages.toSorted()).toEqual(["commander", "picocolors"]);
  });

  it("is the command line's grammar: not the application, and of core nothing but errors", () => {
    expect(files.filter((file) => !file.startsWith("src/cli/"))).toEqual(["src/core/errors.ts"]);
  });

  it("was really followed: every command is in it", () => {
    expect(files.filter((file) => file.startsWith("src/cli/commands/")).length).toBeGreaterThanOrEqual(13);
    expect(existsSync(join(ROOT, "src/cli/commands/investigate.ts"))).toBe(true);
  });
});
