import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readIfThere } from "./read-if-there.mjs";
import { runChild } from "./run-child.mjs";
import { SetupError } from "./setup-error.mjs";
import { requireWritable } from "./writable.mjs";

const SOURCE_FOLDERS = ["src", "integrations", "evals"];
const SETTINGS = ["tsconfig.json", "tsconfig.build.json", "package-lock.json"];

/** @param {string} root */
const stampOf = (root) => join(root, "dist", ".inquest-build");

/**
 * Whether dist/ was built from these very sources. Contents are compared, not times: a checkout, a copy or an archive
 * gives every file a new time, and an edit within the same second none.
 * @param {string} root
 */
export function isBuilt(root) {
  return readIfThere(stampOf(root)) === expectedStamp(root);
}

/**
 * Builds what has changed, and says why where it can't.
 * @param {string} root
 */
export async function build(root) {
  const dist = join(root, "dist");
  requireWritable(existsSync(dist) ? dist : root, "build");
  console.error("building");
  // Taken first: what is edited while the compiler runs isn't in this build.
  const stamp = expectedStamp(root);
  if (sourcesHaveGone(root)) rmSync(dist, { recursive: true, force: true });

  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const end = await runChild(process.execPath, [compiler, "--project", "tsconfig.build.json"], { cwd: root });
  if (end !== "ok") {
    throw new SetupError(`the build failed: tsc ended with ${end}`, {
      where: root,
      remedy: "mend what the compiler names above; in an unchanged copy, delete node_modules and dist and run again",
    });
  }
  mkdirSync(dist, { recursive: true });
  writeFileSync(stampOf(root), stamp);
}

/**
 * tsc writes what is new, and leaves what it wrote of a file that is no more: then dist/ is made anew.
 * @param {string} root
 */
function sourcesHaveGone(root) {
  const built = (readIfThere(stampOf(root)) ?? "").split("\n").map((line) => line.split("  ")[1]);
  return built.some((path) => path !== undefined && !existsSync(join(root, path)));
}

/** @param {string} root @returns {string} a digest and a path a line, as `sha256sum` prints it */
function expectedStamp(root) {
  const paths = [...SETTINGS, ...SOURCE_FOLDERS.flatMap((folder) => sourcesIn(root, folder))];
  return paths.map((path) => `${digestOf(readFileSync(join(root, path)))}  ${path}\n`).join("");
}

/** @param {Buffer} bytes */
function digestOf(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

/** @param {string} root @param {string} folder @returns {string[]} what tsconfig.build.json takes, in a fixed order */
function sourcesIn(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".test.ts"))
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .sort();
}
