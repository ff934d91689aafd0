import { readFileSync } from "node:fs";

/** The version in package.json, which stands above `src/` and above `dist/src/` alike. */
export function programVersion(): string {
  for (const path of ["../../package.json", "../../../package.json"]) {
    const version = versionIn(new URL(path, import.meta.url));
    if (version !== null) return version;
  }
  return "unknown";
}

function versionIn(file: URL): string | null {
  try {
    const { name, version } = JSON.parse(readFileSync(file, "utf8")) as {
      readonly name?: string;
      readonly version?: string;
    };
    return name === "inquest" ? (version ?? null) : null;
  } catch {
    return null;
  }
}
