/**
 * Keeps a worker from reading what it was not handed: Node's own permission model lets it open the program's files
 * and no others, so that truth which lies beside a data set is out of reach for whatever code runs minds.
 */
import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/**
 * Arguments for Node that confine a compiled worker; none for one that runs from source, whose loader needs files of
 * its own, and for a Node that knows no permissions.
 */
export function confinementOf(
  module: string,
  flags: ReadonlySet<string> = process.allowedNodeEnvironmentFlags,
): string[] {
  const flag = ["--permission", "--experimental-permission"].find((one) => flags.has(one));
  if (flag === undefined || !module.endsWith(".js")) return [];
  return [
    flag,
    // Large answers are read in threads; the journal's store is native code, though nothing opens one here.
    "--allow-worker",
    ...(flags.has("--allow-addons") ? ["--allow-addons"] : []),
    ...readable(realpathSync(module)).map((path) => `--allow-fs-read=${path}`),
    "--disable-warning=SecurityWarning",
    "--disable-warning=ExperimentalWarning",
  ].filter((one) => !one.startsWith("--disable-warning") || flags.has("--disable-warning"));
}

/** What was built, and the packages that it needs: its own and those of the folders above. */
function readable(module: string): readonly string[] {
  const home = packageFolder(module);
  const built = relative(home, module).split(sep, 1)[0] ?? "";
  const packages: string[] = [];
  for (let folder = home; dirname(folder) !== folder; folder = dirname(folder)) {
    if (existsSync(join(folder, "node_modules"))) packages.push(join(folder, "node_modules", "*"));
  }
  return [join(home, built, "*"), join(home, "package.json"), ...packages];
}

function packageFolder(module: string): string {
  let folder = dirname(module);
  while (!existsSync(join(folder, "package.json")) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
