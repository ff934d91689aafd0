/**
 * One worker process as the parent sees it.
 *
 * 1. `run` always resolves: with a result, or with the reason why there is none.
 * 2. A case that outlasts its time, or takes its process with it, costs that process and nothing else.
 */
import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { confinementOf } from "./confinement.js";
import { type Assignment, Report } from "./protocol.js";

export type RunEnd =
  | { readonly kind: "done"; readonly result: unknown; readonly peakMb: number }
  | { readonly kind: "failed"; readonly reason: string; readonly peakMb: number };

const KEPT_OF_STDERR = 2_000;
const START_MS = 60_000;

export class WorkerProcess {
  readonly #child: ChildProcess;
  #said = "";
  #settle: ((end: RunEnd) => void) | null = null;
  readonly #ready: Promise<void>;
  #gone: string | null = null;

  /** @param confined whether it may read the program's files and no others */
  constructor(suitesModule: URL, confined = false) {
    const { module, execArgv } = entry();
    this.#child = fork(module, [suitesModule.href], {
      execArgv: confined ? [...execArgv, ...confinementOf(module)] : execArgv,
      serialization: "json",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#child.stderr?.on("data", (bytes: Buffer) => {
      this.#said = (this.#said + bytes.toString("utf8")).slice(-KEPT_OF_STDERR);
    });
    this.#ready = new Promise((resolve) => {
      this.#child.on("message", (message) => this.#hear(message, resolve));
      // `close` comes after stderr has been read to its end, so that the last words are heard.
      this.#child.on("close", (code, signal) => {
        this.#leave(`its process ended with ${signal ?? `code ${code}`}`);
        resolve();
      });
      this.#child.on("error", (error) => {
        this.#leave(`its process could not be started: ${error.message}`);
        resolve();
      });
    });
  }

  get alive(): boolean {
    return this.#gone === null;
  }

  async run(assignment: Assignment, timeoutMs: number): Promise<RunEnd> {
    await this.#within(this.#ready, START_MS, "its process did not start");
    if (this.#gone !== null) return { kind: "failed", reason: this.#withLastWords(this.#gone), peakMb: 0 };
    const ended = new Promise<RunEnd>((resolve) => {
      this.#settle = resolve;
      this.#child.send(assignment, (error) => {
        if (error !== null) this.#leave(`its process could not be reached: ${error.message}`);
      });
    });
    return (await this.#within(ended, timeoutMs, `it took longer than ${timeoutMs} ms`)) ?? (await ended);
  }

  /** Ends the process; what it was running fails with that reason. */
  end(reason: string): void {
    this.#leave(reason);
    this.#child.kill("SIGKILL");
  }

  async #within<T>(awaited: Promise<T>, ms: number, reason: string): Promise<T | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), ms);
    });
    try {
      const first = await Promise.race([awaited.then((value) => ({ value })), late]);
      if (first !== null) return first.value;
      this.end(reason);
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  #hear(message: unknown, ready: () => void): void {
    const report = Report.safeParse(message);
    if (!report.success) this.end("its process sent what is no report");
    else if (report.data.kind === "ready") ready();
    else this.#finish(endOf(report.data));
  }

  #finish(end: RunEnd): void {
    this.#settle?.(end);
    this.#settle = null;
  }

  #leave(reason: string): void {
    this.#gone ??= reason;
    this.#finish({ kind: "failed", reason: this.#withLastWords(this.#gone), peakMb: 0 });
  }

  #withLastWords(reason: string): string {
    const last = this.#said.trim().split("\n").slice(-3).join(" | ").slice(-500);
    return last === "" ? reason : `${reason}: ${last}`;
  }
}

function endOf(report: Exclude<Report, { kind: "ready" }>): RunEnd {
  const { peakMb } = report;
  return report.kind === "done"
    ? { kind: "done", result: report.result, peakMb }
    : { kind: "failed", reason: report.reason, peakMb };
}

/** The compiled worker or, in a checkout, its source with the loader that this process has. */
function entry(): { readonly module: string; readonly execArgv: string[] } {
  const compiled = new URL("./worker.js", import.meta.url);
  if (existsSync(compiled)) return { module: fileURLToPath(compiled), execArgv: [] };
  return {
    module: fileURLToPath(new URL("./worker.ts", import.meta.url)),
    execArgv: ["--import", import.meta.resolve("tsx")],
  };
}
