/** Starts the worker thread of a store, from the compiled file or, in a checkout, from its source. */
import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { WorkerStart } from "./worker-protocol.js";

export function startWorker(workerData: WorkerStart): Worker {
  const compiled = new URL("./sqlite-worker.js", import.meta.url);
  const fromSource = import.meta.url.endsWith(".ts") && !existsSync(compiled);
  return new Worker(fromSource ? sourceStarter() : compiled, { workerData, execArgv: [] });
}

/** A module that teaches its thread TypeScript first: a thread doesn't inherit the loader of tests and development. */
function sourceStarter(): URL {
  const loader = import.meta.resolve("tsx/esm/api");
  const source = new URL("./sqlite-worker.ts", import.meta.url).href;
  const code = `
    import { register } from ${JSON.stringify(loader)};
    register();
    await import(${JSON.stringify(source)});
  `;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}
