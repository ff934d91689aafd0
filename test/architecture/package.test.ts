import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { PROJECT_ROOT } from "./cruise-project.js";

const read = (path: string) => readFileSync(join(PROJECT_ROOT, path), "utf8");

const Manifest = z.object({
  engines: z.object({ node: z.string() }),
  scripts: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});
const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      dev: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
});

describe("package.json and its lock file", () => {
  const manifest = Manifest.parse(JSON.parse(read("package.json")));
  const { "": _project, ...locked } = Lock.parse(JSON.parse(read("package-lock.json"))).packages;

  it("pin exact versions", () => {
    const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it("name every package by its hash, and none by the registry it came from", () => {
    const entries = Object.entries(locked);
    expect(entries.filter(([, { integrity }]) => !integrity?.startsWith("sha512-")).map(([path]) => path)).toEqual([]);
    expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  it("give a user no package that wants to run a script while it is installed", () => {
    const withScript = Object.entries(locked).filter(([, { dev, hasInstallScript }]) => hasInstallScript && !dev);
    expect(withScript.map(([path]) => path)).toEqual([]);
  });

  it("ask for the Node that the bootstrap asks for", () => {
    const bound = /major < (\d+) \|\| \(major === \1 && minor < (\d+)\)/.exec(read(".ci/bootstrap.mjs"));
    expect(manifest.engines.node).toBe(`>=${bound?.[1]}.${bound?.[2]}`);
  });

  it("run every check step in `npm run check`", () => {
    const steps = Object.keys(manifest.scripts).filter((name) => name.startsWith("check:"));
    expect(manifest.scripts["check"]).toBe(steps.map((name) => `npm run ${name}`).join(" && "));
  });
});
