import { readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { InquestError } from "../core/errors.js";
import type { ConfigurationProblem } from "./check-yaml.js";
import type { Configuration } from "./configuration.js";

const MAX_BYTES = 262_144;
const DEFAULT_FILE = "inquest.yaml";

export type ConfigurationResult =
  | { readonly kind: "read"; readonly configuration: Configuration; readonly file: string }
  /** There is no file, and none was named: everything has a default. */
  | { readonly kind: "none" }
  | { readonly kind: "problems"; readonly file: string; readonly problems: readonly ConfigurationProblem[] };

/**
 * Reads `inquest.yaml`, or the file that is named, and tells all that is wrong with it.
 * @throws InquestError `CONFIG_INVALID` where there is nothing to read at all
 */
export async function readConfiguration(named: string | null, folder: string): Promise<ConfigurationResult> {
  const file = resolve(folder, named ?? DEFAULT_FILE);
  const text = await readText(file, named !== null);
  if (text === null) return { kind: "none" };
  const { checkYaml } = await import("./check-yaml.js");
  const checked = checkYaml(text);
  if ("problems" in checked) return { kind: "problems", file, problems: checked.problems };
  return { kind: "read", file, configuration: withAbsolutePaths(checked.configuration, dirname(file)) };
}

/** The same, where the first problem ends it. @throws InquestError `CONFIG_INVALID` naming line and column */
export async function requireConfiguration(named: string | null, folder: string): Promise<Configuration> {
  const result = await readConfiguration(named, folder);
  if (result.kind === "none") return {};
  if (result.kind === "read") return result.configuration;
  const { what, line, column } = result.problems[0] ?? { what: "it cannot be read", line: 1, column: 1 };
  throw invalid(
    what,
    `${result.file}, line ${line}, column ${column}`,
    "mend it there; `inquest doctor` names every problem",
  );
}

async function readText(file: string, mustExist: boolean): Promise<string | null> {
  try {
    const { size } = await stat(file);
    if (size > MAX_BYTES)
      throw invalid("the configuration is larger than 256 KiB", file, "name the right file with --config");
    return await readFile(file, "utf8");
  } catch (cause) {
    if (cause instanceof InquestError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" && !mustExist) return null;
    throw invalid(
      `the configuration cannot be read (${code ?? "unknown"})`,
      file,
      "name a file that you may read with --config",
      cause,
    );
  }
}

function withAbsolutePaths(configuration: Configuration, folder: string): Configuration {
  const { store, integrations } = configuration;
  const replay = integrations?.replay;
  return {
    ...configuration,
    ...(store !== undefined && { store: resolve(folder, store) }),
    ...(replay !== undefined && {
      integrations: { ...integrations, replay: { recording: resolve(folder, replay.recording) } },
    }),
  };
}

function invalid(what: string, where: string, remedy: string, cause?: unknown): InquestError {
  return new InquestError("CONFIG_INVALID", { what, where, remedy, cause });
}
