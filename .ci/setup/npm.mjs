import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { runChild } from "./run-child.mjs";
import { isWritable } from "./writable.mjs";

/**
 * Runs npm in the project, for a user with or without a home folder, and without any code of a package.
 * @param {string} root
 * @param {readonly string[]} args
 * @returns {Promise<string>} `ok`, else what it ended with
 */
export function npm(root, args) {
  const [command, ...before] = npmCommand();
  const quietly = ["--ignore-scripts", "--no-audit", "--no-fund"];
  return runChild(command, [...before, ...args, ...quietly], { cwd: root, env: npmEnvironment(root) });
}

/** @returns {[command: string, ...args: string[]]} the npm that started us, else the one on the path */
function npmCommand() {
  const cli = process.env["npm_execpath"];
  if (cli?.endsWith("npm-cli.js")) return [process.execPath, cli];
  return [process.platform === "win32" ? "npm.cmd" : "npm"];
}

/**
 * npm keeps its cache in the home folder. Containers and service users often have none, or one that isn't theirs;
 * then the project keeps it. And npm doesn't start at all where the system doesn't know the user's home.
 * @param {string} root
 * @returns {NodeJS.ProcessEnv}
 */
function npmEnvironment(root) {
  const home = homeFolder();
  const usual = process.env["npm_config_cache"] ?? join(home ?? root, ".npm");
  const isUsable = home !== undefined && isWritable(existsSync(usual) ? usual : dirname(usual));
  return {
    ...(home === undefined && { HOME: root }),
    ...(!isUsable && { npm_config_cache: join(root, ".npm-cache") }),
  };
}

/** @returns {string | undefined} undefined for a user whom the system doesn't know, as containers make them */
function homeFolder() {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
