import { spawn } from "node:child_process";

/**
 * Runs a program to its end. What it prints goes to stderr: stdout belongs to the command that was asked for.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options `env` is added to our own
 * @returns {Promise<string>} `ok`, else what it ended with, in words for a person
 */
export function runChild(command, args, { cwd, env }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", process.stderr, process.stderr],
      shell: command.endsWith(".cmd"),
    });
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) =>
      resolve(code === 0 ? "ok" : signal ? `signal ${signal}` : `exit code ${code}`),
    );
  });
}
