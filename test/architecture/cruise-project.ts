import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractDepcruiseOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";

export const PROJECT_ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The folders that the import table speaks of. */
export const CRUISED_FOLDERS = ["src", "integrations", "evals"] as const;

/** Cruises a folder with the very rules and options of `npm run check`, and nothing of its own. */
export async function cruiseProject(baseDir: string): Promise<ICruiseResult> {
  const options = await extractDepcruiseOptions(`${PROJECT_ROOT}/.dependency-cruiser.mjs`);
  const folders = readdirSync(baseDir).filter((name) => CRUISED_FOLDERS.some((folder) => folder === name));
  const { output } = await cruise(folders, { ...options, baseDir }, undefined, {
    tsConfig: extractTSConfig(`${PROJECT_ROOT}/tsconfig.json`),
  });
  if (typeof output === "string") throw new Error("dependency-cruiser gave text where a result was asked for");
  return output;
}

/** Each violation as `rule: from → to`. */
export function violationsOf(result: ICruiseResult): string[] {
  return result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}
