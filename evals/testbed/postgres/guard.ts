/**
 * Keeps one PostgreSQL server, as a process beside the supervisor: makes its data folder, runs it, and takes it down
 * when told to or when the supervisor is gone, however it went. The server's log goes to stdout, line by line.
 */
import { spawn } from "node:child_process";
import { chmod, chown, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tellSupervisor } from "../control.js";
import { type PostgresBinaries, preparePostgres } from "./binaries.js";
import { type UnprivilegedUser, unprivilegedUser } from "./unprivileged-user.js";

const USER = "postgres";
const READY = "database system is ready to accept connections";
const STOP_MS = 5_000;

interface Exit {
  readonly code: number | null;
  readonly output: string;
}

function run(command: string, args: readonly string[], options: object): Promise<Exit> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout?.on("data", (part: Buffer) => (output += part.toString("utf8")));
    child.stderr?.on("data", (part: Buffer) => (output += part.toString("utf8")));
    child.on("error", (error) => resolve({ code: null, output: error.message }));
    child.on("close", (code) => resolve({ code, output }));
  });
}

/** The binaries, copied where the unprivileged user cannot reach the package's own folder. */
async function reachableBinaries(work: string, user: UnprivilegedUser | null): Promise<PostgresBinaries> {
  const binaries = await preparePostgres(work, false);
  if (user === null) return binaries;
  const options = { ...user, cwd: work, env: binaries.environment };
  if ((await run(binaries.postgres, ["--version"], options)).code === 0) return binaries;
  const copy = join(work, "copy");
  await mkdir(copy);
  return preparePostgres(copy, true);
}

async function makeData(binaries: PostgresBinaries, data: string, options: object): Promise<void> {
  const args = [`--pgdata=${data}`, "--auth=trust", `--username=${USER}`, "--encoding=UTF8", "--locale=C", "--no-sync"];
  const made = await run(binaries.initdb, args, options);
  if (made.code !== 0) throw new Error(`initdb ended with ${made.code}: ${made.output.trim()}`);
}

const SETTINGS = [
  "unix_socket_directories=",
  "fsync=off",
  "shared_buffers=32MB",
  "log_lock_waits=on",
  "log_min_duration_statement=2000",
  "log_line_prefix=%m [%p] %q%a@%d ",
  "timezone=UTC",
  "log_timezone=UTC",
];

async function keep(work: string): Promise<void> {
  const user = unprivilegedUser();
  await chmod(work, 0o755);
  const binaries = await reachableBinaries(work, user);
  const data = join(work, "data");
  await mkdir(data, { mode: 0o700 });
  if (user !== null) await chown(data, user.uid, user.gid);
  const options = {
    ...(user ?? {}),
    cwd: work,
    env: { ...binaries.environment, PATH: process.env["PATH"], LC_ALL: "C" },
  };
  await makeData(binaries, data, options);

  const settings = [
    ...SETTINGS,
    `listen_addresses=${process.env["HOST"]}`,
    `port=${process.env["PORT"]}`,
    `max_connections=${process.env["MAX_CONNECTIONS"]}`,
  ];
  const server = spawn(binaries.postgres, ["-D", data, ...settings.flatMap((setting) => ["-c", setting])], {
    ...options,
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  const stop = (): void => {
    // Fast shutdown: sessions are ended. What has not ended then is quit at once.
    server.kill("SIGINT");
    setTimeout(() => server.kill("SIGQUIT"), STOP_MS).unref();
  };
  server.stderr.on("data", (part: Buffer) => {
    process.stdout.write(part);
    if (part.toString("utf8").includes(READY)) tellSupervisor({ kind: "ready" });
  });
  server.on("exit", () => {
    rm(work, { recursive: true, force: true }).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
  process.on("disconnect", stop);
  process.on("SIGTERM", stop);
}

process.on("SIGINT", () => undefined);
process.stdout.on("error", () => undefined);
const work = await mkdtemp(join(tmpdir(), "testbed-postgres-"));
try {
  await keep(work);
} catch (error) {
  await rm(work, { recursive: true, force: true });
  tellSupervisor({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
  process.disconnect?.();
}
