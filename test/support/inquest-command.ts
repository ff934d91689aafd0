/** The built command, as a user runs it: a process of its own, with its own journal. */
import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";

export const PROJECT = resolve(import.meta.dirname, "../..");
export const RECORDINGS = resolve(PROJECT, "evals/recordings");
const COMMAND = resolve(PROJECT, "dist/src/cli/main.js");

/** Starting Node twice, on a busy machine. */
export const JOURNEY_TIMEOUT_MS = 120_000;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Where the command is started. */
  readonly cwd: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Closes our end of stdout after so many characters, as `head` does. */
  readonly closeStdoutAfter?: number;
  /** Sees stderr as it grows, with the process that writes it. */
  readonly onStderr?: (soFar: string, child: ChildProcess) => void;
}

/** Builds what has changed; other test files that do the same wait for one another. */
export async function buildCommand(): Promise<void> {
  const { code, stderr } = await start(process.execPath, [resolve(PROJECT, ".ci/bootstrap.mjs"), "build"], {
    cwd: PROJECT,
  });
  if (code !== 0) throw new Error(`the build failed:\n${stderr}`);
}

export function inquest(args: readonly string[], options: RunOptions): Promise<Ended> {
  return start(process.execPath, [COMMAND, ...args], options);
}

function start(program: string, args: readonly string[], options: RunOptions): Promise<Ended> {
  return new Promise((end, fail) => {
    const { INQUEST_STORE: _, ...env } = process.env;
    const child = spawn(program, args, { cwd: options.cwd, env: { ...env, NO_COLOR: "1", ...options.env } });
    const texts = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      texts.stdout += text;
      if (texts.stdout.length >= (options.closeStdoutAfter ?? Number.POSITIVE_INFINITY)) child.stdout.destroy();
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      texts.stderr += text;
      options.onStderr?.(texts.stderr, child);
    });
    // A command that has read enough closes its stdin.
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.stdin ?? "");
    child.on("error", fail);
    child.on("close", (code) => end({ code, ...texts }));
  });
}
