import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withProjectLock } from "../../.ci/setup/project-lock.mjs";

describe("the lock under which the project is installed and built", () => {
  let folder: string;
  let lock: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "inquest-lock-"));
    lock = join(folder, "lock");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const ignore = () => undefined;

  it("lets one run work at a time, and every run in the end", async () => {
    let working = 0;
    let done = 0;
    const work = async () => {
      working += 1;
      expect(working).toBe(1);
      await sleep(20);
      working -= 1;
      done += 1;
    };
    await Promise.all(Array.from({ length: 6 }, () => withProjectLock(lock, work, { onWait: ignore })));
    expect(done).toBe(6);
    expect(existsSync(lock)).toBe(false);
  });

  it("is free again after work that failed", async () => {
    const work = () => Promise.reject(new Error("no space left"));
    await expect(withProjectLock(lock, work, { onWait: ignore })).rejects.toThrow("no space left");
    expect(existsSync(lock)).toBe(false);
  });

  it("is taken over at once from a process that is gone", async () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    writeFileSync(lock, JSON.stringify({ host: hostname(), pid, id: "gone" }));
    const began = performance.now();
    await withProjectLock(lock, async () => undefined, { onWait: ignore });
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it("is taken over by one run alone when several find it stale", async () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    writeFileSync(lock, JSON.stringify({ host: hostname(), pid, id: "gone" }));
    let working = 0;
    const work = async () => {
      working += 1;
      expect(working).toBe(1);
      await sleep(20);
      working -= 1;
    };
    await Promise.all(Array.from({ length: 6 }, () => withProjectLock(lock, work, { onWait: ignore })));
  });

  it("is waited for while its holder on another host touches it, and no longer", async () => {
    writeFileSync(lock, JSON.stringify({ host: "another-host", pid: 1, id: "elsewhere" }));
    let touches = 0;
    const touching = setInterval(() => {
      touches += 1;
      utimesSync(lock, touches, touches);
      if (touches === 10) clearInterval(touching);
    }, 100);
    await withProjectLock(lock, async () => expect(touches).toBe(10), { onWait: ignore, silenceMs: 500 });
  });
});
