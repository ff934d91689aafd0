import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { INSTALLATION_STREAM } from "../../src/core/ports/store.js";
import { openReadOnly } from "../../src/journal/read-only-store.js";
import { verifyStore } from "../../src/journal/verify.js";
import { collect } from "../support/journal-events.js";
import { SeededRandom } from "../support/seeded-random.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const CHILD = fileURLToPath(new URL("../support/append-child.ts", import.meta.url));

interface Appender {
  readonly child: ChildProcess;
  readonly lines: () => readonly string[];
  readonly errors: () => string;
}

/** Starts a process that appends `batches` batches of two entries. */
function startAppender(folder: string, stream: string, batches: number): Appender {
  const child = spawn(process.execPath, ["--import", "tsx", CHILD, folder, stream, String(batches)]);
  let [output, errors] = ["", ""];
  child.stdout?.on("data", (data: Buffer) => {
    output += data.toString();
  });
  child.stderr?.on("data", (data: Buffer) => {
    errors += data.toString();
  });
  // The last line may be cut off by a kill.
  return { child, lines: () => output.split("\n").slice(0, -1), errors: () => errors };
}

describe("adversarial: several processes at one store", () => {
  it("J2: three that append at once see no busy error and leave no gap", { timeout: 180_000 }, async () => {
    const folder = temporaryFolder();
    const streams = ["inv-1", "inv-2", INSTALLATION_STREAM];
    const batches = 60;
    const appenders = streams.map((stream) => startAppender(folder, stream, batches));
    await Promise.all(appenders.map(({ child }) => once(child, "exit")));
    for (const { child, lines, errors } of appenders) {
      expect(errors()).toBe("");
      expect(child.exitCode).toBe(0);
      expect(lines().at(-1)).toBe("done");
    }
    const { problems, streams: verified } = await verifyStore({ path: folder });
    expect(problems).toEqual([]);
    const sizes = Object.fromEntries(verified.map(({ stream, entries }) => [stream, entries]));
    expect(sizes).toEqual({ "inv-1": 2 * batches, "inv-2": 2 * batches, [INSTALLATION_STREAM]: 1 + 2 * batches });
  });

  it("J1: one that is killed in the middle of its work loses nothing acknowledged", { timeout: 180_000 }, async () => {
    const random = new SeededRandom("kills");
    const folder = temporaryFolder();
    const acknowledged = new Map<string, readonly string[]>();
    for (const stream of ["inv-0", "inv-1", "inv-2"]) {
      const appender = startAppender(folder, stream, 1_000_000);
      while (appender.lines().length < 3) await once(appender.child.stdout ?? appender.child, "data");
      await new Promise((resolve) => setTimeout(resolve, random.below(150)));
      appender.child.kill("SIGKILL");
      await once(appender.child, "exit");
      expect(appender.errors()).toBe("");
      acknowledged.set(stream, appender.lines().slice(1));
    }
    const store = await openReadOnly({ path: folder });
    for (const [stream, lines] of acknowledged) {
      const stored = (await collect(store.read(stream))).map((entry) => `${entry.seq} ${entry.bodies.join(" ")}`);
      expect(lines.length).toBeGreaterThan(1);
      expect(stored.slice(0, lines.length)).toEqual(lines);
      // Both entries of the batch that was under way, or none of them.
      expect(stored.length % 2).toBe(0);
    }
    expect((await store.verify({ stream: null, head: null, keys: null })).problems).toEqual([]);
    await store.close();
  });
});
