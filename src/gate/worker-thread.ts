/**
 * Threads of the gate. Built, a thread runs the JavaScript beside this file; run from the source (tests, `tsx`), the
 * thread is given the same loader for TypeScript first.
 */
import { Worker, type WorkerOptions } from "node:worker_threads";

/** @param module the URL of the thread's module as the source imports it, ending in `.js`. */
export function startThread(module: URL, options: WorkerOptions = {}): Worker {
  const worker = import.meta.url.endsWith(".ts") ? fromSource(module, options) : new Worker(module, options);
  worker.unref();
  return worker;
}

function fromSource(module: URL, options: WorkerOptions): Worker {
  const loader = import.meta.resolve("tsx/esm/api");
  const source = module.href.replace(/\.js$/, ".ts");
  const boot = `import { register } from ${JSON.stringify(loader)}; register(); await import(${JSON.stringify(source)});`;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(boot)}`), options);
}
