import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { WorkerClient } from "../../src/journal/worker-client.js";

interface Api {
  echo(value: number): number;
  die(): void;
  exit(): void;
  hang(): void;
  close(): void;
}

/** A worker that answers as a store's would, and fails in the ways that a store's could. */
const SCRIPT = `
  const { parentPort } = require("node:worker_threads");
  let most = 0, waiting = 0;
  parentPort.on("message", ({ id, method, args }) => {
    if (method === "die") throw new Error("the worker broke");
    if (method === "exit") process.exit(7);
    if (method === "hang") return;
    waiting += 1;
    most = Math.max(most, waiting);
    setImmediate(() => {
      waiting -= 1;
      parentPort.postMessage({ kind: "done", id, value: method === "echo" ? args[0] : most });
    });
  });
  parentPort.postMessage({ kind: "open" });
`;

function start(script = SCRIPT): Promise<WorkerClient<Api>> {
  return WorkerClient.open<Api>(new Worker(script, { eval: true }), undefined);
}

describe("the client of a worker", { timeout: 60_000 }, () => {
  it("gives each caller its own answer, in order, however many there are", async () => {
    const client = await start();
    const order: number[] = [];
    const calls = Array.from({ length: 2_000 }, async (_, n) => {
      order.push(await client.call("echo", [n]));
    });
    await Promise.all(calls);
    expect(order).toEqual(Array.from({ length: 2_000 }, (_, n) => n));
    await client.close();
  });

  it("J6: rejects every waiting caller, and every later one, when the worker breaks", async () => {
    for (const fate of ["die", "exit"] as const) {
      const client = await start();
      const atWork = Array.from({ length: 200 }, () => client.call("hang", []));
      const breaking = client.call(fate, []);
      const queued = Array.from({ length: 200 }, () => client.call("echo", [1]));
      const settled = await Promise.allSettled([...atWork, breaking, ...queued]);
      for (const result of settled) {
        expect(result).toMatchObject({ status: "rejected", reason: { code: "STORE_UNUSABLE" } });
      }
      await expect(client.call("echo", [1])).rejects.toMatchObject({ code: "STORE_UNUSABLE" });
      await client.close();
    }
  });

  it("refuses calls beyond its bound at once", async () => {
    const client = await start();
    const calls = Array.from({ length: 10_300 }, () => client.call("hang", []));
    const ended = Promise.allSettled(calls);
    const refused = await calls.at(-1)?.catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "STORE_UNUSABLE", what: "more than 10000 calls wait for the store" });
    const broken = client.call("die", []).catch(() => undefined);
    void broken;
    void ended;
  });

  it("rejects a call that can't be handed over, and that one alone", async () => {
    const client = await start();
    const unsendable = (() => 1) as unknown as number;
    await expect(client.call("echo", [unsendable])).rejects.toThrow(/could not be cloned/);
    expect(await client.call("echo", [5])).toBe(5);
    await client.close();
  });

  it("rejects opening when the worker says that it can't, or breaks before it says anything", async () => {
    const error = { code: "STORE_FULL", what: "no room", where: "there", remedy: "make some", cause: "ENOSPC" };
    const unusable = `require("node:worker_threads").parentPort.postMessage(${JSON.stringify({ kind: "unusable", error })})`;
    await expect(start(unusable)).rejects.toMatchObject({ code: "STORE_FULL", what: "no room", where: "there" });
    await expect(start("throw new Error('broken from the start')")).rejects.toMatchObject({ code: "STORE_UNUSABLE" });
  });
});
