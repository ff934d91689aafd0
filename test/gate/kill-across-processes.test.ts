import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { systemClock } from "../../src/cli/system-clock.js";
import { systemRandom } from "../../src/cli/system-random.js";
import { KILL_FILE, killFileIn } from "../../src/gate/kill-file.js";
import { openPolicies } from "../../src/gate/policy/open-policies.js";
import type { PolicyEngine } from "../../src/gate/policy/policy-engine.js";
import { openSqliteStore, type SqliteStore } from "../../src/journal/sqlite-store.js";
import { GateWorld, INVESTIGATION, SALT } from "../support/gate-world.js";
import { temporaryFolder } from "../support/temporary-folder.js";

// Run from the source, each process and thread first translates what it imports.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const CHILD = fileURLToPath(new URL("../support/kill-child.ts", import.meta.url));

let policies: PolicyEngine;
beforeAll(async () => {
  policies = await openPolicies();
});
afterAll(() => policies.close());

/** A gate over the real store, with one call of each of several numbers in flight that never answers by itself. */
async function inFlight(folder: string, store: SqliteStore, calls: number) {
  await store.create(INVESTIGATION, SALT, systemClock.now());
  const lease = await store.acquire(INVESTIGATION, "test", 600_000, systemClock.now());
  if (lease === null) throw new Error("no lease");
  const ends: number[] = [];
  let begun = 0;
  const world = new GateWorld({
    policies,
    tool: { timeoutMs: 60_000 },
    fetch: (_query, _io, signal) =>
      new Promise((_, reject) => {
        begun += 1;
        signal.addEventListener("abort", () => {
          ends.push(Date.now());
          reject(signal.reason);
        });
      }),
    parts: { store, clock: systemClock, lease: () => lease, killFile: killFileIn(folder) },
  });
  const results = Array.from({ length: calls }, () =>
    world.call().then(
      () => "came back",
      (error: unknown) => error,
    ),
  );
  while (begun < calls) await new Promise((resolve) => setTimeout(resolve, 5));
  return { world, results, ends };
}

it("ends calls in flight within a second of a stop that another process has acknowledged", async () => {
  const folder = temporaryFolder();
  const store = await openSqliteStore({ path: folder, clock: systemClock, random: systemRandom(systemClock) });
  const killer = spawn(process.execPath, ["--import", "tsx", CHILD, folder], { stdio: ["pipe", "pipe", "inherit"] });
  let said = "";
  killer.stdout.on("data", (data: Buffer) => {
    said += data.toString();
  });
  while (!said.includes("ready")) await once(killer.stdout, "data");
  const { world, results, ends } = await inFlight(folder, store, 3);
  killer.stdin.write("now\n");
  for (const result of results) expect(await result).toMatchObject({ code: "KILLED" });
  while (!said.includes("acknowledged")) await once(killer.stdout, "data");
  const acknowledged = Number(/acknowledged (\d+)/.exec(said)?.[1]);
  expect(ends).toHaveLength(3);
  expect(Math.max(...ends) - acknowledged).toBeLessThan(1_000);
  await expect(world.call()).rejects.toMatchObject({ code: "KILLED" });
  const types: string[] = [];
  for await (const entry of store.read(INVESTIGATION)) types.push(entry.type);
  expect(types.filter((type) => type === "call.intended")).toHaveLength(3);
  expect(types.slice(3)).toEqual(["call.settled", "call.settled", "call.settled", "call.denied"]);
  await store.close();
});

it("ends calls in flight when the kill file appears, and stays stopped when it is taken away", async () => {
  const folder = temporaryFolder();
  const store = await openSqliteStore({ path: folder, clock: systemClock, random: systemRandom(systemClock) });
  const { world, results, ends } = await inFlight(folder, store, 1);
  await writeFile(join(folder, KILL_FILE), "");
  const appeared = Date.now();
  expect(await results[0]).toMatchObject({ code: "KILLED" });
  expect((ends[0] ?? 0) - appeared).toBeLessThan(1_000);
  await expect(world.call()).rejects.toMatchObject({ code: "KILLED" });
  await store.close();
});
