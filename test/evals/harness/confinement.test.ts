import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { confinementOf } from "../../../evals/harness/confinement.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

function built(code: string): { readonly worker: string; readonly truth: string } {
  const root = temporaryFolder();
  const home = join(root, "package");
  mkdirSync(join(home, "dist"), { recursive: true });
  writeFileSync(join(home, "package.json"), '{"type":"module"}');
  writeFileSync(join(root, "truth.json"), "{}");
  writeFileSync(join(home, "dist", "own.js"), "export const own = 1;");
  const worker = join(home, "dist", "worker.js");
  writeFileSync(worker, code);
  return { worker, truth: join(root, "truth.json") };
}

describe("confinementOf", () => {
  it("lets a worker load its own code, and open nothing that lies beside it", () => {
    const code =
      'import { readFileSync } from "node:fs"; import { own } from "./own.js"; console.log(own); readFileSync(process.argv[2]);';
    const { worker, truth } = built(code);
    const run = (args: readonly string[]) =>
      spawnSync(process.execPath, [...args, worker, truth], { encoding: "utf8" });
    expect(run([]).status).toBe(0);
    const confined = run(confinementOf(worker));
    expect([confined.status, confined.stdout]).toEqual([1, "1\n"]);
    expect(confined.stderr).toContain("ERR_ACCESS_DENIED");
  });

  it("asks for nothing where Node has no permissions, or the worker is no compiled one", () => {
    expect(confinementOf("worker.ts")).toEqual([]);
    expect(confinementOf("worker.js", new Set())).toEqual([]);
  });
});
