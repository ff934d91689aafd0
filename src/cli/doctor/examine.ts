import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { InquestError } from "../../core/errors.js";
import type { ConfigurationResult } from "../app-types.js";
import { asInquestError } from "../as-inquest-error.js";
import { DEFAULT_STORE } from "../open-session.js";
import type { SharedOptions } from "../shared-options.js";
import { type Check, fine, note, wrong } from "./check.js";

export interface Examination {
  readonly checks: readonly Check[];
}

/** Looks at everything that an investigation needs, in the order in which it would need it. It changes nothing. */
export async function examine(options: SharedOptions): Promise<Examination> {
  const { setUp } = await import("../../app.js");
  const read: Read = await setUp.readConfiguration(options.config ?? null, process.cwd()).catch(asInquestError);
  const configuration = !(read instanceof Error) && read.kind === "read" ? read.configuration : {};
  const folder = resolve(options.store ?? configuration.store ?? DEFAULT_STORE);
  return {
    checks: [
      nodeVersion(process.versions.node),
      ...configurationChecks(read),
      ...(await storeChecks(folder)),
      await policyCheck(),
      ...(await recordingChecks(configuration.integrations?.replay?.recording ?? null)),
      note(
        "sandbox",
        "there is none in this build: both seats run in this process, and only minds that are part of Inquest can sit there",
        "nothing to do; SECURITY.md says what that means",
      ),
    ],
  };
}

/** Node 20 still runs, but gets no more repairs. */
export function nodeVersion(version: string): Check {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    return wrong("node", {
      what: `Node ${version} is too old`,
      where: process.execPath,
      remedy: "install Node 24 (20.19 is the oldest that runs)",
    });
  }
  if (major < 22) return note("node", `Node ${version} runs, but is past the end of its life`, "install Node 24");
  return fine("node", `Node ${version}`);
}

type Read = ConfigurationResult | InquestError;

function configurationChecks(read: Read): readonly Check[] {
  if (read instanceof Error) return [wrong("configuration", read)];
  if (read.kind === "none") return [fine("configuration", "there is no inquest.yaml, and none is needed")];
  if (read.kind === "read") return [fine("configuration", read.file)];
  return read.problems.map(({ what, line, column }) =>
    wrong("configuration", {
      what,
      where: `${read.file}, line ${line}, column ${column}`,
      remedy: "mend it there; docs/schemas/config.schema.json knows all keys",
    }),
  );
}

async function storeChecks(folder: string): Promise<readonly Check[]> {
  if (!existsSync(join(folder, "journal.db"))) return [missingStore(folder)];
  return [await journalCheck(folder), writableCheck(join(folder, "journal.db")), keyCheck(folder)].flat();
}

async function journalCheck(folder: string): Promise<Check> {
  const { setUp } = await import("../../app.js");
  try {
    const store = await setUp.openReadOnly({ path: folder });
    const streams = await store.list();
    await store.close();
    // One of them is the installation's own.
    return fine("journal", `${folder}, ${streams.length - 1} investigations`);
  } catch (error) {
    return wrong("journal", asInquestError(error));
  }
}

function writableCheck(file: string): readonly Check[] {
  try {
    accessSync(file, constants.W_OK);
    return [];
  } catch {
    const remedy = "ask for write permission; reading and verifying need none";
    return [wrong("journal", { what: "this user cannot write to it", where: file, remedy })];
  }
}

/** A journal is made by the first investigation: its nearest folder that exists must be writable. */
function missingStore(folder: string): Check {
  let parent = folder;
  while (!existsSync(parent)) parent = dirname(parent);
  try {
    accessSync(parent, constants.W_OK);
    return fine("journal", `none yet; the first investigation makes it in ${folder}`);
  } catch {
    return wrong("journal", {
      what: "there is none yet, and this user cannot make one there",
      where: folder,
      remedy: "choose another folder with --store, or ask for write permission",
    });
  }
}

function keyCheck(folder: string): Check {
  const file = join(folder, "signing-key.pem");
  const status = statSync(file, { throwIfNoEntry: false });
  if (status === undefined) {
    return wrong("signing key", {
      what: "it is missing",
      where: file,
      remedy: "restore it from a backup; reading and verifying need no key",
    });
  }
  if ((status.mode & 0o077) === 0) return fine("signing key", "for this user's eyes only");
  return wrong("signing key", { what: "others can read it", where: file, remedy: `chmod 600 ${file}` });
}

async function policyCheck(): Promise<Check> {
  const { setUp } = await import("../../app.js");
  const [first] = await setUp.policyProblems();
  if (first === undefined) return fine("policies", "they load, and validate against the schema");
  return wrong("policies", {
    what: first.what,
    where: first.policy,
    remedy: "reinstall Inquest: the built-in policies were altered",
  });
}

async function recordingChecks(folder: string | null): Promise<readonly Check[]> {
  if (folder === null) return [];
  const { setUp } = await import("../../app.js");
  const problems = await setUp.validateRecording(folder);
  if (problems.length === 0) return [fine("recording", folder)];
  return problems.slice(0, 5).map((problem) => wrong("recording", problem));
}
