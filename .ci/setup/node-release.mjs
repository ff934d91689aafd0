import { existsSync } from "node:fs";
import { join } from "node:path";
import { npm } from "./npm.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * The newest Node of a major version, from the npm packages that carry its binaries; fetched once.
 * @param {string} root
 * @param {string} major as in `22`
 * @returns {Promise<string>} the path of its binary
 */
export async function nodeRelease(root, major) {
  const name = `node-${process.platform}-${process.arch}`;
  const folder = join(root, "node_modules", ".cache", `node-${major}`);
  const binary = join(folder, "node_modules", name, "bin", "node");
  if (existsSync(binary)) return binary;

  const end = await npm(root, ["install", "--prefix", folder, "--no-save", "--no-package-lock", `${name}@${major}`]);
  if (end === "ok" && existsSync(binary)) return binary;
  throw new SetupError(`Node ${major} can't be fetched: npm install ended with ${end}`, {
    where: folder,
    remedy: `see npm's message above; the package is \`${name}\``,
  });
}
