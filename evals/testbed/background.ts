/**
 * What goes on in any system while something else goes wrong: releases and configuration changes elsewhere, a flag,
 * jobs, people who leave a session open. None of it does harm; without it, whatever changed would be the cause.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { Json } from "../../src/index.js";
import { SeededRandom } from "./seeded-random.js";
import type { Shop } from "./supervisor/shop.js";
import type { JobSpec } from "./topology.js";

export interface BackgroundPlan {
  readonly seed: number;
  /** Length of the time before and after the fault's beginning. */
  readonly beforeMs: number;
  readonly duringMs: number;
  /** Services and flags that are left alone. */
  readonly spared: readonly string[];
}

const PEOPLE = ["r.costa", "s.lindqvist", "d.mbeki", "k.tanaka", "e.moreau"] as const;
const UNRELATED_VALUES: Readonly<Record<string, string>> = { on: "off", daily: "weekly", pdf: "pdf-a" };

interface Happening {
  readonly atMs: number;
  readonly happen: (shop: Shop, random: SeededRandom) => Promise<void>;
}

/** When what happens, in milliseconds from the beginning of the recording. */
export function planBackground(plan: BackgroundPlan): readonly Happening[] {
  const random = new SeededRandom(plan.seed ^ 0x5eed);
  const within = (from: number, to: number): number => Math.round(from + (to - from) * random.next());
  const { beforeMs, duringMs, spared } = plan;
  const happenings: readonly Happening[] = [
    { atMs: within(0.15 * beforeMs, 0.35 * beforeMs), happen: (shop, dice) => release(shop, dice, spared) },
    { atMs: within(0.45 * beforeMs, 0.65 * beforeMs), happen: (shop, dice) => reconfigure(shop, dice, spared) },
    { atMs: within(0.75 * beforeMs, 0.95 * beforeMs), happen: (shop, dice) => toggle(shop, dice, spared) },
    { atMs: beforeMs + within(0.35 * duringMs, 0.6 * duringMs), happen: (shop, dice) => renew(shop, dice) },
  ];
  return [...happenings].sort((a, b) => a.atMs - b.atMs);
}

/** Runs until the signal; resolves then. What fails is part of life, and does not end the recording. */
export async function runBackground(shop: Shop, plan: BackgroundPlan, signal: AbortSignal): Promise<void> {
  const random = new SeededRandom(plan.seed ^ 0xbac4);
  const begun = Date.now();
  const quietly = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!signal.aborted) console.error(`background: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const happenings = planBackground(plan).map(({ atMs, happen }) =>
    quietly(async () => {
      await wait(Math.max(0, begun + atMs - Date.now()), undefined, { signal });
      await happen(shop, random);
    }),
  );
  const jobs = shop.topology.jobs.map((job) => quietly(() => repeatJob(shop, job, random, signal)));
  await Promise.all([...happenings, ...jobs, quietly(() => leaveSessionsOpen(shop))]);
}

async function release(shop: Shop, random: SeededRandom, spared: readonly string[]): Promise<void> {
  const service = random.pick(shop.services.filter(({ name }) => !spared.includes(name)));
  const [major = "1", minor = "0", patch = "0"] = service.version.split(".");
  const version = `${major}.${minor}.${Number(patch) + 1}`;
  await shop.deploy(service.name, version, {
    by: "release-bot",
    reference: commit(random),
    summary: `release ${service.name} ${version}: dependency updates`,
  });
}

async function reconfigure(shop: Shop, random: SeededRandom, spared: readonly string[]): Promise<void> {
  const service = random.pick(shop.topology.services.filter(({ name }) => !spared.includes(name)));
  const [key, before] = random.pick(Object.entries(service.settings));
  const after =
    UNRELATED_VALUES[before] ?? (/^\d+$/.test(before) ? String(2 * Number(before)) : `${before} `.trim().concat("."));
  await shop.configure(
    service.name,
    { [key]: after },
    {
      by: random.pick(PEOPLE),
      reference: `CFG-${random.integer(1_900, 2_199)}`,
      summary: `${service.name}: adjust ${key.toLowerCase().replaceAll("_", " ")}`,
    },
  );
}

function toggle(shop: Shop, random: SeededRandom, spared: readonly string[]): Promise<void> {
  const flag = random.pick(Object.keys(shop.flags).filter((name) => !spared.includes(name)));
  const value = shop.flags[flag] !== true;
  shop.setFlag(flag, value, {
    by: random.pick(PEOPLE),
    reference: `FLAG-${random.integer(300, 399)}`,
    summary: `${value ? "enable" : "disable"} ${flag} for everyone`,
  });
  return Promise.resolve();
}

function renew(shop: Shop, random: SeededRandom): Promise<void> {
  const { namespace } = shop.topology;
  const field = (path: string, before: Json, after: Json) => ({ path, before, after });
  const serial = random.integer(10_000, 99_999);
  shop.noteChange(
    { kind: "secret", namespace, name: "images-certificate" },
    "infrastructure",
    { by: "certificate-bot", reference: `CERT-${serial}`, summary: "renewed the certificate of the image host" },
    [field("serial", String(serial - 1), String(serial))],
  );
  return Promise.resolve();
}

async function repeatJob(shop: Shop, job: JobSpec, random: SeededRandom, signal: AbortSignal): Promise<void> {
  await wait(random.integer(2_000, Math.floor(job.everyMs / 2)), undefined, { signal });
  while (!signal.aborted) {
    shop.jobEvent(job.name, "JobStarted", `${job.name} started on ${job.database}`);
    try {
      await runJob(shop, job);
      shop.jobEvent(job.name, "JobCompleted", `${job.name} ended`);
    } catch (error) {
      shop.jobEvent(job.name, "JobFailed", `${job.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
    await wait(job.everyMs, undefined, { signal });
  }
}

async function runJob(shop: Shop, job: JobSpec): Promise<void> {
  const session = await shop.openSession(job.database, job.name, "jobs");
  try {
    // A job that meets a lock gives up, as a careful one does.
    await session.query("SET statement_timeout = '20s'");
    for (const statement of job.sql) await session.query(statement);
  } finally {
    await session.end().catch(() => undefined);
  }
}

/** An idle console, and a notebook that read something long ago and never closed its transaction. */
async function leaveSessionsOpen(shop: Shop): Promise<void> {
  for (const database of shop.topology.databases) {
    const consoleSession = await shop.openSession(database.name, "psql", "oncall");
    await consoleSession.query("SELECT count(*) FROM pg_stat_activity");
    const notebook = await shop.openSession(database.name, "notebook", "analytics");
    await notebook.query("BEGIN");
    await notebook.query("SELECT current_date");
  }
}

function commit(random: SeededRandom): string {
  return Array.from({ length: 10 }, () => random.integer(0, 15).toString(16)).join("");
}
