import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { FromProcess, ToProcess } from "../control.js";

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly at: number;
}

export interface ChildOptions {
  /** The TypeScript file that it runs, from this folder's parent: `service/main.ts`. */
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly onLine: (line: string, from: "stdout" | "stderr") => void;
  readonly onExit: (exit: Exit) => void;
}

const READY_TIMEOUT_MS = 60_000;
const KILL_AFTER_MS = 8_000;
const LOADER = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** A process of ours, in a process group of its own, which ends by itself when the supervisor is gone. */
export class Child {
  readonly #process: ChildProcess;
  readonly #ready: Promise<void>;
  readonly #gone: Promise<Exit>;
  #exit: Exit | null = null;

  constructor(options: ChildOptions) {
    const entry = fileURLToPath(new URL(`../${options.entry}`, import.meta.url));
    this.#process = spawn(process.execPath, ["--import", LOADER, entry], {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      detached: true,
      env: { PATH: process.env["PATH"] ?? "", ...options.environment },
    });
    for (const name of ["stdout", "stderr"] as const) {
      const stream = this.#process[name];
      if (stream !== null) createInterface({ input: stream }).on("line", (line) => options.onLine(line, name));
    }
    this.#gone = new Promise((resolve) => {
      this.#process.on("exit", (code, signal) => {
        this.#exit = { code, signal, at: Date.now() };
        options.onExit(this.#exit);
        resolve(this.#exit);
      });
    });
    this.#ready = this.#waitUntilReady(options.entry);
    // Whoever waits for readiness hears of a failure; nobody has to.
    this.#ready.catch(() => undefined);
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  get running(): boolean {
    return this.#exit === null;
  }

  /** @throws Error where the process ended, failed or did not get ready in time */
  async ready(): Promise<void> {
    await this.#ready;
  }

  send(message: ToProcess): void {
    if (this.#process.connected) this.#process.send(message, () => undefined);
  }

  kill(): void {
    this.#process.kill("SIGKILL");
  }

  /** Asks it to end, then makes it. */
  async stop(): Promise<Exit> {
    if (this.#exit !== null) return this.#exit;
    this.#process.kill("SIGTERM");
    const timer = setTimeout(() => this.#process.kill("SIGKILL"), KILL_AFTER_MS);
    const exit = await this.#gone;
    clearTimeout(timer);
    return exit;
  }

  #waitUntilReady(entry: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${entry} was not ready in time`)), READY_TIMEOUT_MS);
      this.#process.on("message", (message: FromProcess) => {
        clearTimeout(timer);
        if (message.kind === "ready") resolve();
        else reject(new Error(`${entry} failed: ${message.message}`));
      });
      this.#process.on("error", reject);
      this.#process.on("exit", (code, signal) => {
        clearTimeout(timer);
        reject(new Error(`${entry} ended early with ${code ?? signal}`));
      });
    });
  }
}
