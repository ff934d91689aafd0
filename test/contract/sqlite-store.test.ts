import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { openSqliteStore } from "../../src/journal/sqlite-store.js";
import { SeededRandom } from "../support/seeded-random.js";
import { StillClock } from "../support/still-clock.js";
import { describeStore } from "./store.js";

const folder = mkdtempSync(join(tmpdir(), "inquest-"));
let count = 0;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeStore("the store in SQLite", () => {
  count += 1;
  const path = join(folder, String(count));
  return openSqliteStore({ path, clock: new StillClock(), random: new SeededRandom("sqlite") });
});
