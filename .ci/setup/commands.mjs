import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, isBuilt } from "./build.mjs";
import { install, isInstalled } from "./install.mjs";
import { nodeRelease } from "./node-release.mjs";
import { withProjectLock } from "./project-lock.mjs";
import { SetupError } from "./setup-error.mjs";
import { requireWritable } from "./writable.mjs";

const ROOT = resolve(fileURLToPath(new URL("../..", import.meta.url)));

/** @type {Readonly<Record<string, (args: readonly string[]) => Promise<void>>>} */
const COMMANDS = { install: makeInstalled, build: makeBuilt, start, test, node: printNode };

/**
 * @param {readonly string[]} argv a command and its arguments
 */
export async function main([name = "", ...args]) {
  try {
    const command = COMMANDS[name];
    if (!command) {
      throw new SetupError(`there is no command \`${name}\``, {
        where: ".ci/bootstrap.mjs",
        remedy: `use one of: ${Object.keys(COMMANDS).join(", ")}`,
      });
    }
    await command(args);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}

async function makeInstalled() {
  await unlessDone(isInstalled, install, "install the dependencies");
}

async function makeBuilt() {
  await makeInstalled();
  await unlessDone(isBuilt, build, "build");
}

/**
 * The demonstration: one investigation of a recorded incident.
 * @param {readonly string[]} args passed on
 */
async function start(args) {
  await makeBuilt();
  await run("dist/src/cli/main.js", ["investigate", "--recording", `evals/recordings/${demoName()}`, ...args]);
}

/** @returns {string} the folder in evals/recordings that package.json names for the demonstration */
function demoName() {
  return JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).inquest.demo;
}

/**
 * All tests. Those that need a server which isn't there are named at the end, with the reason.
 * @param {readonly string[]} args passed on to vitest
 */
async function test(args) {
  await makeInstalled();
  // Loaded without a bundled copy beside it, which a read-only folder wouldn't take.
  await run("node_modules/vitest/vitest.mjs", ["run", "--configLoader=runner", ...args]);
}

/**
 * Prints the path of another Node, for .ci/run.
 * @param {readonly string[]} args its major version
 */
async function printNode([major = "24"]) {
  console.log(await nodeRelease(ROOT, major));
}

/**
 * Runs a program of ours in this process, so that the terminal, signals and the exit code are its own.
 * @param {string} entry
 * @param {readonly string[]} args
 */
async function run(entry, args) {
  process.chdir(ROOT);
  process.argv = [process.execPath, join(ROOT, entry), ...args];
  await import(pathToFileURL(join(ROOT, entry)).href);
}

/**
 * Does a piece of the set-up once, whichever of several runs comes first.
 * @param {(root: string) => boolean} isDone
 * @param {(root: string) => Promise<void>} work
 * @param {string} task
 */
async function unlessDone(isDone, work, task) {
  if (isDone(ROOT)) return;
  requireWritable(ROOT, task);
  const onWait = () => console.error("waiting for another run that installs or builds in this folder");
  await withProjectLock(
    join(ROOT, ".bootstrap.lock"),
    async () => {
      if (!isDone(ROOT)) await work(ROOT);
    },
    { onWait },
  );
}
