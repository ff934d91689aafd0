import { createHash } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { linkPostgresLibraries } from "./link-postgres-libraries.mjs";
import { npm } from "./npm.mjs";
import { readIfThere } from "./read-if-there.mjs";
import { SetupError } from "./setup-error.mjs";
import { requireWritable } from "./writable.mjs";

/** @param {string} root */
const stampOf = (root) => join(root, "node_modules", ".inquest-install");

/**
 * Whether node_modules is what the lock file asks for, on this platform: a folder that came from another one by copy
 * or by mount has the wrong binaries in it.
 * @param {string} root
 */
export function isInstalled(root) {
  return readIfThere(stampOf(root)) === expectedStamp(root);
}

/**
 * `npm ci`, then the stamp; killed half-way, there is no stamp and the next run begins anew.
 * @param {string} root
 */
export async function install(root) {
  const modules = join(root, "node_modules");
  requireWritable(existsSync(modules) ? modules : root, "install the dependencies");
  if (!npmHasInstalled(root)) {
    console.error("installing dependencies (npm ci, once)");
    await npmCi(root);
  }
  linkPostgresLibraries(root);
  writeFileSync(stampOf(root), expectedStamp(root));
}

/** @param {string} root */
function expectedStamp(root) {
  const lockFile = readIfThere(join(root, "package-lock.json")) ?? "";
  return `${process.platform} ${process.arch} ${createHash("sha256").update(lockFile).digest("hex")}\n`;
}

/**
 * @typedef {{ integrity?: string, optional?: boolean, os?: string[], cpu?: string[] }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages
 */

/**
 * Whether a developer's own `npm install` has already done the work. npm writes down what it has installed when it is
 * finished; where that is what the lock file asks for, there is no reason to take node_modules away from under the
 * developer's editor and test runs.
 * @param {string} root
 */
function npmHasInstalled(root) {
  const wanted = readPackages(join(root, "package-lock.json"));
  const present = readPackages(join(root, "node_modules", ".package-lock.json"));
  const required = Object.keys(wanted).filter((path) => path !== "" && !wanted[path]?.optional);
  return (
    required.length > 0 &&
    required.every((path) => path in present) &&
    Object.entries(present).every(
      ([path, { integrity, os, cpu }]) =>
        integrity === wanted[path]?.integrity &&
        (os?.includes(process.platform) ?? true) &&
        (cpu?.includes(process.arch) ?? true) &&
        existsSync(join(root, path, "package.json")),
    )
  );
}

/** @param {string} lockFile @returns {LockedPackages} none where it is missing or damaged: npm will say so better */
function readPackages(lockFile) {
  try {
    return JSON.parse(readIfThere(lockFile) ?? "{}").packages ?? {};
  } catch {
    return {};
  }
}

/** @param {string} root */
async function npmCi(root) {
  // Development packages too, whatever NODE_ENV says: the compiler is one of them.
  const end = await npm(root, ["ci", "--include=dev"]);
  if (end === "ok") return;
  throw new SetupError(`the dependencies can't be installed: npm ci ended with ${end}`, {
    where: root,
    remedy: "see npm's message above; most often the package registry can't be reached (`npm ping` tells)",
  });
}
